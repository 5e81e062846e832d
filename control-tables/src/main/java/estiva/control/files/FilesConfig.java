package estiva.control.files;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the files are. The registry and all workers must have the same values here. */
@ConfigMapping(prefix = "estiva.files")
public interface FilesConfig {
    /** The kind of place: {@code folder}, {@code s3} or {@code azure}. */
    @WithDefault("folder")
    Store store();

    enum Store {
        folder,
        s3,
        azure
    }

    /** The file root of the store {@code folder}: all files are in this folder or below it. */
    Path root();

    /**
     * Replaces the first part of old paths. Each entry is {@code old prefix=folder below the file root}; entries are
     * separated by commas and tried in their order. Absent: nothing is replaced.
     */
    Optional<List<String>> mappings();

    /** The bucket of the store {@code s3}. The AWS client finds the credentials in the environment. */
    S3 s3();

    interface S3 {
        /** The name of the bucket. It must be set for {@code s3}. */
        Optional<String> bucket();

        /** The part of each key that stands before the path of the file. Absent: nothing. */
        Optional<String> prefix();

        /** The address of a store that is not Amazon's own. Absent: Amazon. */
        Optional<URI> endpoint();

        /** Whether the name of the bucket is in the path ({@code true}) or in the host name. Absent: {@code true} with an endpoint. */
        Optional<Boolean> pathStyle();

        /** The region. Absent: the region of the environment; with an endpoint, {@code us-east-1} if the environment has none. */
        Optional<String> region();
    }

    /** The container of the store {@code azure}, and its storage account. */
    Azure azure();

    interface Azure {
        /** The name of the container. It must be set for {@code azure}. */
        Optional<String> container();

        /** The part of each blob name that stands before the path of the file. Absent: nothing. */
        Optional<String> prefix();

        /**
         * The connection string of the storage account, with its key or its SAS token. Set this, or {@code account} with
         * {@code key} or {@code sas-token}.
         */
        Optional<String> connectionString();

        /** The name of the storage account. It needs a {@code key} or a {@code sas-token}. */
        Optional<String> account();

        /** One of the two keys of the account. */
        Optional<String> key();

        /** A SAS token in place of the key. */
        Optional<String> sasToken();

        /** The address of the account. Absent: its address in the public cloud of Azure. */
        Optional<URI> endpoint();
    }
}
