package estiva.registry.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** Somebody who is signed in. */
@Entity
public class AccessSession {
    @Id
    @JsonIgnore
    public String sessionHash;

    @JsonIgnore
    public String identityName;

    @JsonIgnore
    public int passwordVersion;

    @JsonIgnore
    public Instant createdAt;

    @JsonIgnore
    public Instant expiresAt;
}
