package estiva.registry.process;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;

/** A row of a file that was not loaded. */
@Entity
@Immutable
@Schema(name = "Reject")
@JsonAutoDetect(fieldVisibility = NONE, getterVisibility = NONE, isGetterVisibility = NONE)
public class FileReject {
    @Id
    @JsonProperty
    public long rejectId;

    @JsonIgnore
    public long fileId;

    @JsonIgnore
    public long fence;

    @JsonProperty
    public long rowNumber;

    @JsonProperty
    public Long lineNumber;

    @JsonProperty
    public String columnName;

    @JsonProperty
    public String rejectedValue;

    @JsonProperty
    public String reason;

    @JsonProperty
    public String rawText;
}
