package estiva.registry.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

@Singleton
class AccessVersionRepository implements PanacheRepositoryBase<AccessVersion, Integer> {
    private static final int ONLY = 1;

    /** First in each transaction that changes who may what: from here on it is alone, until it ends. */
    void raise() {
        if (update("version = version + 1 WHERE versionId = ?1", ONLY) != 1) {
            throw new IllegalStateException("The row of AccessVersion is gone; it has VersionID 1 and any Version");
        }
    }

    long current() {
        return find("versionId", ONLY).singleResult().version;
    }
}
