package estiva.registry.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** An API key; of its secret only the hash. */
@Entity
public class AccessKey {
    @Id
    @JsonIgnore
    public String keyId;

    @JsonIgnore
    public String identityName;

    @JsonIgnore
    public String secretHash;

    @JsonIgnore
    public Instant createdAt;

    @JsonIgnore
    public String createdBy;

    @JsonIgnore
    public Instant expiresAt;

    @JsonIgnore
    public Instant lastUsedAt;

    @JsonIgnore
    public Instant revokedAt;

    boolean isValidAt(Instant moment) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(moment));
    }
}
