package estiva.control.files;

import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the store that is configured. */
final class S3Clients {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private S3Clients() {}

    static FileStore store(FilesConfig.S3 config) {
        String bucket = config.bucket().orElseThrow(() -> new IllegalStateException(
                "estiva.files.store is s3, but estiva.files.s3.bucket is not set"));
        return new S3Store(client(config), bucket, config.prefix().orElse(""));
    }

    static S3Client client(FilesConfig.S3 config) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder().connectionTimeout(CONNECTION_TIMEOUT).socketTimeout(SILENCE))
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
                // Not every store that speaks S3 knows Amazon's newer checksums; what is read is hashed anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        config.region().map(Region::of).ifPresent(builder::region);
        config.endpoint().ifPresent(endpoint -> {
            builder.endpointOverride(endpoint).forcePathStyle(true);
            if (config.region().isEmpty()) {
                builder.region(Region.US_EAST_1);
            }
        });
        return builder.build();
    }
}
