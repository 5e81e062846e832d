package estiva.control.files;

import estiva.control.files.FileRoot.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Files as objects of one bucket. */
final class S3Store extends ObjectStore {
    private static final int LONGEST_KEY = 1024;

    /** S3 copies at most 5 GiB at once, and one that takes long looks like one that is dead. */
    private static final long COPY_PART = 1L << 30;

    private final S3Client client;
    private final String bucket;
    private final long copyPart;

    S3Store(S3Client client, String bucket, String prefix) {
        this(client, bucket, prefix, COPY_PART);
    }

    /** @param copyPart bytes of an object that are copied at once */
    S3Store(S3Client client, String bucket, String prefix, long copyPart) {
        super(prefix);
        this.client = client;
        this.bucket = bucket;
        this.copyPart = copyPart;
    }

    @Override
    ObjectFile head(String path) throws IOException {
        try {
            HeadObjectResponse head = client.headObject(it -> it.bucket(bucket).key(key(path)));
            return new ObjectFile(this, path, head.eTag(), head.contentLength());
        } catch (SdkException e) {
            throw S3Errors.of(e, address(path));
        }
    }

    @Override
    ObjectBytes.Body get(ObjectFile file, long position) throws IOException {
        try {
            ResponseInputStream<GetObjectResponse> body = client.getObject(get -> get.bucket(bucket)
                    .key(key(file.path()))
                    .ifMatch(file.eTag())
                    .range(position == 0 ? null : "bytes=" + position + "-"));
            return new ObjectBytes.Body(body, body::abort);
        } catch (SdkException e) {
            throw S3Errors.of(e, file.address());
        }
    }

    @Override
    void each(String keyPrefix, Consumer<Listed> action) throws IOException {
        try {
            client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(keyPrefix))
                    .contents()
                    .forEach(each ->
                            action.accept(new Listed(each.key(), each.size(), each.lastModified(), each.eTag())));
        } catch (SdkException e) {
            throw S3Errors.of(e, addressOf(keyPrefix));
        }
    }

    /** A copy that was made at once has the ETag of what it was made from. */
    @Override
    Optional<String> origin(String path) throws IOException {
        try {
            return Optional.of(head(path).eTag());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    void copy(ObjectFile file, String target) throws IOException {
        try {
            new S3Copy(client, bucket, copyPart, file, key(target)).make();
        } catch (SdkException e) {
            throw S3Errors.of(e, file.address());
        }
    }

    /** Not every store that speaks S3 deletes on a condition. */
    @Override
    void delete(ObjectFile file) throws IOException {
        if (!head(file.path()).eTag().equals(file.eTag())) {
            throw FileChanged.changed();
        }
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(key(file.path())));
        } catch (SdkException e) {
            throw S3Errors.of(e, file.address());
        }
    }

    @Override
    void checkLength(String path, String key) throws Refused {
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new Refused("'" + path + "' is longer than the 1024 bytes that a key may have");
        }
    }

    @Override
    String addressOf(String key) {
        return "s3://" + bucket + "/" + key;
    }
}
