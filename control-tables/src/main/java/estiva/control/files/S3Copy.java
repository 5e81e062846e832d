package estiva.control.files;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The copy of an object under another path of its bucket, which the server makes by itself: at once, or large ones in parts. */
final class S3Copy {
    private final S3Client client;
    private final String bucket;
    private final long part;
    private final ObjectFile file;
    private final String source;
    private final String key;

    S3Copy(S3Client client, String bucket, long part, ObjectFile file, String key) {
        this.client = client;
        this.bucket = bucket;
        this.part = part;
        this.file = file;
        this.source = file.store().key(file.path());
        this.key = key;
    }

    void make() {
        if (file.size() > part) {
            makeInParts();
            return;
        }
        client.copyObject(copy -> copy.sourceBucket(bucket)
                .sourceKey(source)
                .copySourceIfMatch(file.eTag())
                .destinationBucket(bucket)
                .destinationKey(key));
    }

    private void makeInParts() {
        String upload = client.createMultipartUpload(
                        create -> create.bucket(bucket).key(key))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long from = 0; from < file.size(); from += part) {
                parts.add(copyPart(upload, parts.size() + 1, from));
            }
            client.completeMultipartUpload(complete ->
                    complete.bucket(bucket).key(key).uploadId(upload).multipartUpload(done -> done.parts(parts)));
        } catch (SdkException e) {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
            throw e;
        }
    }

    private CompletedPart copyPart(String upload, int number, long from) {
        long last = Math.min(from + part, file.size()) - 1;
        String eTag = client.uploadPartCopy(copy -> copy.sourceBucket(bucket)
                        .sourceKey(source)
                        .copySourceIfMatch(file.eTag())
                        .copySourceRange("bytes=" + from + "-" + last)
                        .destinationBucket(bucket)
                        .destinationKey(key)
                        .uploadId(upload)
                        .partNumber(number))
                .copyPartResult()
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(eTag).build();
    }
}
