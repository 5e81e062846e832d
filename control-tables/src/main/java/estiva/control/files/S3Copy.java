package estiva.control.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The copy of an object under another path of its bucket, which the server makes by itself: at once, or large ones in parts. */
final class S3Copy {
    private final S3Client client;
    private final S3File file;
    private final String bucket;
    private final String key;
    private final long part;

    S3Copy(S3File file, String target) {
        this.client = file.store().client();
        this.file = file;
        this.bucket = file.store().bucket();
        this.key = file.store().key(target);
        this.part = file.store().copyPart();
    }

    /** @throws FileChanged if the object is no longer the version that is to be copied */
    void make() throws IOException {
        try {
            if (file.size() <= part) {
                client.copyObject(copy -> copy.sourceBucket(bucket)
                        .sourceKey(file.store().key(file.path()))
                        .copySourceIfMatch(file.eTag())
                        .destinationBucket(bucket)
                        .destinationKey(key));
            } else {
                makeInParts();
            }
        } catch (SdkException e) {
            throw S3Errors.of(e, file.address());
        }
    }

    private void makeInParts() {
        String upload = client.createMultipartUpload(create -> create.bucket(bucket).key(key)).uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long from = 0; from < file.size(); from += part) {
                parts.add(copyPart(upload, parts.size() + 1, from));
            }
            client.completeMultipartUpload(complete -> complete.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .multipartUpload(done -> done.parts(parts)));
        } catch (SdkException e) {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
            throw e;
        }
    }

    private CompletedPart copyPart(String upload, int number, long from) {
        long last = Math.min(from + part, file.size()) - 1;
        String eTag = client.uploadPartCopy(copy -> copy.sourceBucket(bucket)
                        .sourceKey(file.store().key(file.path()))
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
