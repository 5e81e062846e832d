package estiva.control.files;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What the exceptions of Azure's client mean. */
final class AzureErrors {
    /** Somebody holds the blob, as another program may hold a file. */
    private static final Set<String> HELD = Set.of(
            BlobErrorCode.LEASE_ID_MISSING.toString(),
            BlobErrorCode.LEASE_ALREADY_PRESENT.toString(),
            BlobErrorCode.PENDING_COPY_OPERATION.toString());

    private AzureErrors() {}

    /**
     * @param address of the blob, for the message
     * @throws RuntimeException the failure, if it is none of the store or of the way to it
     */
    static IOException of(RuntimeException failure, String address) {
        if (failure instanceof BlobStorageException) {
            BlobStorageException answer = (BlobStorageException) failure;
            String code =
                    answer.getErrorCode() == null ? null : answer.getErrorCode().toString();
            return of(answer.getStatusCode(), code, address, failure);
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof IOException || each instanceof TimeoutException) {
                return ObjectErrors.unanswered(address, each);
            }
        }
        throw failure;
    }

    /** @param code null: none */
    static IOException of(int status, String code, String address, RuntimeException failure) {
        if (code != null && HELD.contains(code)) {
            return ObjectErrors.unavailable(address, "it is held by somebody else (" + code + ")", failure);
        }
        if (BlobErrorCode.CONTAINER_NOT_FOUND.toString().equals(code)) {
            return new IOException(address + ": there is no such container", failure);
        }
        return ObjectErrors.of(status, code, address, failure);
    }
}
