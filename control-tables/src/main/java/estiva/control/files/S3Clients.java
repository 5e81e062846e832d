package estiva.control.files;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the store that is configured. */
final class S3Clients {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private S3Clients() {}

    static SourceStore store(FilesConfig.S3 config) {
        String bucket = config.bucket()
                .orElseThrow(() ->
                        new IllegalStateException("estiva.files.store is s3, but estiva.files.s3.bucket is not set"));
        return new S3Store(client(config), bucket, config.prefix().orElse(""));
    }

    static S3Client client(FilesConfig.S3 config) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTION_TIMEOUT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
                // Not every store that speaks S3 knows Amazon's newer checksums; what is read is hashed anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.forcePathStyle(
                        config.pathStyle().orElse(config.endpoint().isPresent()))
                .region(region(config))
                .build();
    }

    private static Region region(FilesConfig.S3 config) {
        if (config.region().isPresent()) {
            return Region.of(config.region().get());
        }
        if (config.endpoint().isEmpty()) {
            return environment(DefaultAwsRegionProviderChain.builder().build())
                    .orElseThrow(() -> new IllegalStateException(
                            "estiva.files.s3.region is not set, and the environment has no region"));
        }
        // An endpoint may be within Amazon's network too; other stores
        // mostly do not care. No machine's metadata is looked for.
        return environment(new SystemSettingsRegionProvider()).orElse(Region.US_EAST_1);
    }

    private static Optional<Region> environment(AwsRegionProvider provider) {
        try {
            return Optional.ofNullable(provider.getRegion());
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }
}
