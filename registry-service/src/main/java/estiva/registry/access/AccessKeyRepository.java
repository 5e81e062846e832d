package estiva.registry.access;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

@Singleton
class AccessKeyRepository implements PanacheRepositoryBase<AccessKey, String> {

    /** Those that are not revoked, the oldest first. */
    List<AccessKey> of(String identityName) {
        return list("identityName = ?1 AND revokedAt IS NULL ORDER BY createdAt, keyId", identityName);
    }

    void revokeAll(String identityName) {
        update("revokedAt = ?1 WHERE identityName = ?2 AND revokedAt IS NULL", AccessClock.now(), identityName);
    }

    /** @return whether there was such a key, and it was not revoked */
    boolean revoke(String identityName, String keyId) {
        String query = "revokedAt = ?1 WHERE keyId = ?2 AND identityName = ?3 AND revokedAt IS NULL";
        return update(query, AccessClock.now(), keyId, identityName) == 1;
    }

    /** Never back. */
    void used(String keyId, Instant moment) {
        update("lastUsedAt = ?1 WHERE keyId = ?2 AND (lastUsedAt IS NULL OR lastUsedAt < ?1)", moment, keyId);
    }
}
