package estiva.control.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One version of an object.
 *
 * @param eTag that tells it from other versions
 */
record ObjectFile(ObjectStore store, String path, String eTag, long size) implements SourceFile {

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
        return new ObjectBytes(this);
    }

    /** @param position from 0; the bytes before are not sent */
    ObjectBytes.Body from(long position) throws IOException {
        return store.get(this, position);
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
     * the copy cannot be told from another object, there are two.
     */
    @Override
    public void moveTo(String folder, long number) throws FileRoot.Refused, IOException {
        String target = folder + "/" + path;
        Optional<String> there = store.origin(target);
        if (!there.equals(Optional.of(eTag))) {
            if (there.isPresent()) {
                target = target.substring(0, target.length() - name().length()) + number + "-" + name();
            }
            store.check(target, "");
            try {
                store.copy(this, target);
            } catch (NoSuchFileException e) {
                // Another try of the same load was quicker.
                return;
            }
        }
        delete();
    }

    /** @throws FileChanged if the object is another one now: nobody has loaded that */
    @Override
    public void delete() throws IOException {
        try {
            store.delete(this);
        } catch (NoSuchFileException e) {
            // As it should be.
        }
    }

    /** As messages call it. */
    String address() {
        return store.address(path);
    }
}
