package estiva.registry.process;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import estiva.control.process.Status;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One process as its row stands: the files of one client that are loaded together, by one worker. Times are UTC. */
@Entity
@Immutable
@JsonAutoDetect(fieldVisibility = NONE, getterVisibility = NONE, isGetterVisibility = NONE)
public class FileControl {
    @Id
    @JsonProperty
    public long processId;

    @JsonProperty
    public String processName;

    @JsonProperty
    public String workerAssigned;

    @JsonProperty
    public Status status;

    @JsonProperty
    public Instant createdAt;

    @JsonProperty
    public Instant startTime;

    @JsonProperty
    public Instant endTime;

    @JsonProperty
    public long fence;

    @JsonProperty
    public int attempt;

    @JsonProperty
    public Integer maxAttempts;

    @JsonProperty
    public int priority;

    @JsonProperty
    public Instant notBefore;

    @JsonProperty
    public Instant leaseUntil;

    @JsonProperty
    public String importName;

    @JsonProperty
    public Integer importVersion;

    @JsonProperty
    public Instant cancelRequestedAt;

    @JsonProperty
    public String registeredBy;

    @JsonProperty
    public String errorKind;

    @JsonProperty
    public String lastError;
}
