package estiva.registry.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** How often it was changed who may what. */
@Entity
public class AccessVersion {
    @Id
    @JsonIgnore
    public int versionId;

    @JsonIgnore
    public long version;
}
