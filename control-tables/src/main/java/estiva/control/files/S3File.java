package estiva.control.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * One version of an object.
 *
 * @param eTag that tells it from other versions
 */
record S3File(S3Store store, String path, String eTag, long size) implements SourceFile {

    @Override
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public Optional<Path> local() {
        return Optional.empty();
    }

    @Override
    public SourceBytes open() throws IOException {
        return new S3Bytes(this);
    }

    /** @param position from 0; the bytes before are not sent */
    ResponseInputStream<GetObjectResponse> from(long position) throws IOException {
        try {
            return store.client().getObject(get -> get.bucket(store.bucket())
                    .key(store.key(path))
                    .ifMatch(eTag)
                    .range(position == 0 ? null : "bytes=" + position + "-"));
        } catch (SdkException e) {
            throw S3Errors.of(e, address());
        }
    }

    void requireUnchanged() throws IOException {
        try {
            if (!store.head(path).eTag().equals(eTag)) {
                throw FileChanged.changed();
            }
        } catch (NoSuchFileException e) {
            throw FileChanged.disappeared(e);
        }
    }

    /**
     * Copies, then deletes. One that was copied by an earlier try, which ended before it could delete, is only deleted; if
     * the copy cannot be told from another object by its ETag, there are two.
     */
    @Override
    public void moveTo(String folder, long number) throws FileRoot.Refused, IOException {
        String target = folder + "/" + path;
        Optional<String> there = eTagOf(target);
        if (!there.equals(Optional.of(eTag))) {
            if (there.isPresent()) {
                target = target.substring(0, target.length() - name().length()) + number + "-" + name();
            }
            store.check(target);
            try {
                new S3Copy(this, target).make();
            } catch (NoSuchFileException e) {
                // Another try of the same load was quicker.
                return;
            }
        }
        delete();
    }

    private Optional<String> eTagOf(String other) throws IOException {
        try {
            return Optional.of(store.head(other)).map(HeadObjectResponse::eTag);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** @throws FileChanged if the object is another one now: nobody has loaded that */
    @Override
    public void delete() throws IOException {
        Optional<String> now = eTagOf(path);
        if (now.isEmpty()) {
            return;
        }
        if (!now.get().equals(eTag)) {
            throw FileChanged.changed();
        }
        try {
            store.client().deleteObject(delete -> delete.bucket(store.bucket()).key(store.key(path)));
        } catch (SdkException e) {
            throw S3Errors.of(e, address());
        }
    }

    String address() {
        return store.address(path);
    }
}
