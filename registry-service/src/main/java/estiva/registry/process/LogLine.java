package estiva.registry.process;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** One line of a log. */
@MappedSuperclass
@JsonAutoDetect(fieldVisibility = NONE, getterVisibility = NONE, isGetterVisibility = NONE)
public abstract class LogLine {
    @Id
    @JsonProperty
    public long logId;

    @JsonProperty
    public String message;

    @JsonProperty
    public String logLevel;

    @JsonProperty
    public Instant logTime;
}
