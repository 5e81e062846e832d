package estiva.registry.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** A person or a program that may come in. */
@Entity
public class AccessIdentity {
    @Id
    @JsonIgnore
    public String identityName;

    @JsonIgnore
    public String passwordHash;

    @JsonIgnore
    public int passwordVersion;

    @JsonIgnore
    public boolean disabled;

    @JsonIgnore
    public Instant createdAt;

    @JsonIgnore
    public String createdBy;
}
