package estiva.control.files;

import com.azure.storage.blob.models.BlobBeginCopySourceRequestConditions;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.options.BlobBeginCopyOptions;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The copy of a blob under another path of its container, which the server makes by itself: mostly at once, otherwise for as long
 * as it takes. A blob's ETag is never that of what it is a copy of, so that a copy bears that with it.
 */
final class AzureCopy {
    private static final String ORIGIN = "estivaorigin";
    private static final Duration LOOKS = Duration.ofMillis(500);
    /** In all about as long as a server is waited for. */
    private static final int PATIENCE = 60;

    private final AzureStore store;
    private final String target;

    AzureCopy(AzureStore store, String target) {
        this.store = store;
        this.target = target;
    }

    /** The ETag of what lies there as a copy, otherwise its own; empty: nothing lies there. */
    Optional<String> origin() throws IOException {
        BlobProperties there;
        try {
            there = store.properties(target);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        String origin = there.getMetadata().get(ORIGIN);
        if (origin == null) {
            return Optional.of(there.getETag());
        }
        CopyStatusType status = there.getCopyStatus();
        if (status == CopyStatusType.PENDING) {
            throw pending();
        }
        if (status == CopyStatusType.FAILED || status == CopyStatusType.ABORTED) {
            // Of an earlier try: it has no bytes.
            store.delete(target, there.getETag());
            return Optional.empty();
        }
        return Optional.of(origin);
    }

    /** @throws FileUnavailable also if it takes long; it goes on, and is found by the next try */
    void make(ObjectFile file) throws IOException {
        Map<String, String> metadata =
                new HashMap<>(store.properties(file.path()).getMetadata());
        metadata.put(ORIGIN, file.eTag());
        BlobBeginCopyOptions options = new BlobBeginCopyOptions(store.url(file.path()))
                .setMetadata(metadata)
                .setSourceRequestConditions(new BlobBeginCopySourceRequestConditions().setIfMatch(file.eTag()));
        try {
            store.blob(target).beginCopy(options);
        } catch (RuntimeException e) {
            throw AzureErrors.of(e, file.address());
        }
        if (awaited() != CopyStatusType.SUCCESS) {
            throw new FileUnavailable(file.address() + ": the copy to " + store.address(target) + " failed", null);
        }
    }

    private CopyStatusType awaited() throws IOException {
        try {
            for (int look = 0; look < PATIENCE; look++) {
                CopyStatusType status = store.properties(target).getCopyStatus();
                if (status != CopyStatusType.PENDING) {
                    return status;
                }
                Thread.sleep(LOOKS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw pending();
    }

    private IOException pending() {
        return new FileUnavailable(store.address(target) + ": it is still being copied to there", null);
    }
}
