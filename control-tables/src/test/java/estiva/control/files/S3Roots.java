package estiva.control.files;

import static java.util.Map.entry;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** File roots in the bucket of {@link FakeS3}, configured as an operator would. */
public final class S3Roots {
    private S3Roots() {}

    public static FileRoot in(FakeS3 s3) {
        return new FileRoot(config(s3));
    }

    /** What a service must be told to find its files there. */
    public static Map<String, String> settings(FakeS3 s3) {
        // Where an operator would set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
        System.setProperty("aws.accessKeyId", FakeS3.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", "any");
        return Map.ofEntries(
                entry("estiva.files.store", "s3"),
                entry("estiva.files.s3.bucket", FakeS3.BUCKET),
                entry("estiva.files.s3.prefix", "/" + FakeS3.PREFIX),
                entry("estiva.files.s3.endpoint", s3.endpoint()));
    }

    static FilesConfig config(FakeS3 s3) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(FilesConfig.class)
                .withDefaultValue("estiva.files.root", "none")
                .withDefaultValues(settings(s3))
                .build()
                .getConfigMapping(FilesConfig.class);
    }
}
