package estiva.control.files;

import estiva.control.files.FileRoot.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Files as objects of one bucket, whose keys are a prefix and the path. What is found is one version of an object, told by
 * its ETag: an object that is written anew is another file.
 */
final class S3Store implements FileStore {
    private static final int LONGEST_KEY = 1024;

    /** S3 copies at most 5 GiB at once, and one that takes long looks like one that is dead. */
    private static final long COPY_PART = 1L << 30;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final long copyPart;

    S3Store(S3Client client, String bucket, String prefix) {
        this(client, bucket, prefix, COPY_PART);
    }

    /**
     * @param prefix empty, or with a slash at its end
     * @param copyPart bytes of an object that are copied at once
     */
    S3Store(S3Client client, String bucket, String prefix, long copyPart) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.copyPart = copyPart;
    }

    @Override
    public SourceFile find(String path) throws Refused, IOException {
        check(path);
        try {
            HeadObjectResponse head = head(path);
            return new S3File(this, path, head.eTag(), head.contentLength());
        } catch (AccessDeniedException e) {
            throw new Refused(e.getMessage());
        }
    }

    /** A key leads nowhere else, and one that is not there may come: there is nothing to ask the server for. */
    @Override
    public void check(String path) throws Refused {
        if (key(path).getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new Refused("'" + path + "' is longer than the 1024 bytes that a key may have");
        }
    }

    @Override
    public boolean isNear() {
        return false;
    }

    @Override
    public Listing list(String folder, Predicate<String> isIgnored) throws IOException {
        String start = folder.isEmpty() ? prefix : key(folder) + "/";
        List<Listed> files = new ArrayList<>();
        try {
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(start))) {
                for (S3Object each : page.contents()) {
                    String below = each.key().substring(start.length());
                    if (!below.isEmpty() && !below.endsWith("/") && Arrays.stream(below.split("/")).noneMatch(isIgnored)) {
                        String path = each.key().substring(prefix.length());
                        files.add(new Listed(path, each.size(), each.lastModified(), each.eTag()));
                    }
                }
            }
        } catch (SdkException e) {
            throw S3Errors.of(e, "s3://" + bucket + "/" + start);
        }
        return new Listing(files, Map.of());
    }

    /** @throws NoSuchFileException if there is no such object */
    HeadObjectResponse head(String path) throws IOException {
        try {
            return client.headObject(head -> head.bucket(bucket).key(key(path)));
        } catch (SdkException e) {
            throw S3Errors.of(e, address(path));
        }
    }

    S3Client client() {
        return client;
    }

    long copyPart() {
        return copyPart;
    }

    String bucket() {
        return bucket;
    }

    String key(String path) {
        return prefix + path;
    }

    /** As messages call it. */
    String address(String path) {
        return "s3://" + bucket + "/" + key(path);
    }
}
