package estiva.registry.audit;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;

/** Something that somebody did, or was refused. Times are UTC. */
@Entity
@Immutable
@JsonAutoDetect(fieldVisibility = NONE, getterVisibility = NONE, isGetterVisibility = NONE)
public class Audit {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @JsonProperty
    public Long auditId;

    /** By the database's clock. */
    @Column(insertable = false)
    @JsonProperty
    public Instant at;

    @JsonProperty
    public String identityName;

    @JsonProperty
    public String means;

    @JsonProperty
    public String address;

    @JsonProperty
    public String action;

    @JsonProperty
    public String subjectKind;

    @JsonProperty
    public String subject;

    @JsonProperty
    public String processName;

    @JsonProperty
    @JsonRawValue
    @Schema(type = SchemaType.OBJECT)
    public String before;

    @JsonProperty
    @JsonRawValue
    @Schema(type = SchemaType.OBJECT)
    public String after;

    @JsonProperty
    public String outcome;
}
