package estiva.control.files;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.models.ListBlobsOptions;
import estiva.control.files.FileRoot.Refused;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Files as blobs of one container. */
final class AzureStore extends ObjectStore {
    private static final int LONGEST_NAME = 1024;
    private static final HttpHeaderName VERSION = HttpHeaderName.fromString("x-ms-version");
    private static final HttpHeaderName RANGE = HttpHeaderName.fromString("x-ms-range");
    private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
    /** What stands for a folder, where folders are more than names, or programs believe that they are. */
    private static final String IS_FOLDER = "hdi_isfolder";

    private final BlobContainerClient container;
    private final String sasToken;

    /** @param sasToken with which the client comes; empty: it has the account's key */
    AzureStore(BlobContainerClient container, String prefix, String sasToken) {
        super(prefix);
        this.container = container;
        this.sasToken = sasToken;
    }

    @Override
    ObjectFile head(String path) throws IOException {
        BlobProperties properties = properties(path);
        if (isFolder(properties.getMetadata())) {
            throw new NoSuchFileException(address(path));
        }
        if (properties.getCopyStatus() == CopyStatusType.PENDING) {
            throw new FileUnavailable(address(path) + ": it is still being copied to there", null);
        }
        if (AccessTier.ARCHIVE.equals(properties.getAccessTier())) {
            throw new AccessDeniedException(address(path), null, "it is archived; rehydrate it first");
        }
        return new ObjectFile(this, path, properties.getETag(), properties.getBlobSize());
    }

    /** @throws NoSuchFileException if there is no such blob */
    BlobProperties properties(String path) throws IOException {
        try {
            return blob(path).getProperties();
        } catch (RuntimeException e) {
            throw AzureErrors.of(e, address(path));
        }
    }

    /** By the client's own pipeline: what the client itself offers reads a part to its end before it hands out any of it. */
    @Override
    ObjectBytes.Body get(ObjectFile file, long position) throws IOException {
        BlobClient blob = blob(file.path());
        HttpRequest request = new HttpRequest(HttpMethod.GET, blob.getBlobUrl())
                .setHeader(VERSION, AzureClients.VERSION.getVersion())
                // It signs one that is not there as "null".
                .setHeader(HttpHeaderName.CONTENT_LENGTH, "0")
                .setHeader(HttpHeaderName.IF_MATCH, file.eTag());
        if (position > 0) {
            request.setHeader(RANGE, "bytes=" + position + "-");
        }
        HttpResponse response;
        try {
            response = blob.getHttpPipeline().sendSync(request, Context.NONE);
        } catch (RuntimeException e) {
            throw AzureErrors.of(e, file.address());
        }
        if (response.getStatusCode() != (position > 0 ? 206 : 200)) {
            response.close();
            throw AzureErrors.of(response.getStatusCode(), response.getHeaderValue(ERROR_CODE), file.address(), null);
        }
        return new ObjectBytes.Body(response.getBodyAsBinaryData().toStream(), response::close);
    }

    @Override
    void each(String keyPrefix, Consumer<Listed> action) throws IOException {
        ListBlobsOptions options = new ListBlobsOptions()
                .setPrefix(keyPrefix.isEmpty() ? null : keyPrefix)
                .setDetails(new BlobListDetails().setRetrieveMetadata(true));
        try {
            for (BlobItem each : container.listBlobs(options, null)) {
                if (!isFolder(each.getMetadata())) {
                    action.accept(new Listed(
                            each.getName(),
                            each.getProperties().getContentLength(),
                            each.getProperties().getLastModified().toInstant(),
                            each.getProperties().getETag()));
                }
            }
        } catch (RuntimeException e) {
            throw AzureErrors.of(e, addressOf(keyPrefix));
        }
    }

    @Override
    Optional<String> origin(String path) throws IOException {
        return new AzureCopy(this, path).origin();
    }

    @Override
    void copy(ObjectFile file, String target) throws IOException {
        new AzureCopy(this, target).make(file);
    }

    @Override
    void delete(ObjectFile file) throws IOException {
        delete(file.path(), file.eTag());
    }

    void delete(String path, String eTag) throws IOException {
        try {
            blob(path).deleteWithResponse(null, new BlobRequestConditions().setIfMatch(eTag), null, Context.NONE);
        } catch (RuntimeException e) {
            throw AzureErrors.of(e, address(path));
        }
    }

    /** A client for it; asks the server for nothing. */
    BlobClient blob(String path) {
        return container.getBlobClient(key(path));
    }

    /** With what another request needs to read it. */
    String url(String path) {
        String url = blob(path).getBlobUrl();
        return sasToken.isEmpty() ? url : url + "?" + sasToken;
    }

    @Override
    void checkLength(String path, String key) throws Refused {
        if (key.length() > LONGEST_NAME) {
            throw new Refused("'" + path + "' is longer than the 1024 characters that a blob's name may have");
        }
    }

    @Override
    String addressOf(String key) {
        return container.getBlobContainerUrl() + "/" + key;
    }

    private static boolean isFolder(Map<String, String> metadata) {
        return metadata != null && "true".equalsIgnoreCase(metadata.get(IS_FOLDER));
    }
}
