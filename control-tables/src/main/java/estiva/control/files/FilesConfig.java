package estiva.control.files;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the files lie. */
@ConfigMapping(prefix = "estiva.files")
public interface FilesConfig {
    /** What kind of place it is. */
    @WithDefault("folder")
    Store store();

    enum Store { folder, s3, azure }

    /** The folder below which every file lies. */
    Path root();

    /** {@code legacy prefix=folder below the root}. */
    Optional<List<String>> mappings();

    /** The bucket below whose prefix every file lies; the credentials are those that the environment has for AWS. */
    S3 s3();

    interface S3 {
        Optional<String> bucket();

        Optional<String> prefix();

        /** Of a store that is not Amazon's own. */
        Optional<URI> endpoint();

        /** Whether the bucket is a part of the path, and not of the host's name. Absent: with an endpoint. */
        Optional<Boolean> pathStyle();

        /** Absent: that of the environment. */
        Optional<String> region();
    }

    /** The container below whose prefix every file lies, and the storage account that it is in. */
    Azure azure();

    interface Azure {
        Optional<String> container();

        Optional<String> prefix();

        /** The account with its endpoint and its key or SAS token: all that the members below say one by one. */
        Optional<String> connectionString();

        Optional<String> account();

        /** One of the account's two. */
        Optional<String> key();

        /** In place of the key. */
        Optional<String> sasToken();

        /** Absent: that of the account in Azure's public cloud. */
        Optional<URI> endpoint();
    }
}
