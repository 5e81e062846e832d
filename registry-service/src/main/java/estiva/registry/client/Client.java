package estiva.registry.client;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One client: who runs its work, in which order, how often it is tried. */
@Entity
@Immutable
@JsonAutoDetect(fieldVisibility = NONE, getterVisibility = NONE, isGetterVisibility = NONE)
public class Client {
    @Id
    @JsonProperty
    public String processName;

    @JsonProperty
    public String runner;

    @JsonProperty
    public Long runningProcessId;

    @JsonProperty
    public Instant nextDue;

    @JsonProperty
    public Instant lastServedAt;

    @JsonProperty
    public int priority;

    @JsonProperty
    public boolean paused;

    @JsonProperty
    public String ordering;

    @JsonProperty
    public String onFailure;

    @JsonProperty
    public int maxAttempts;

    @JsonProperty
    public int retryDelaySeconds;

    @JsonProperty
    public int retryMaxDelaySeconds;

    @JsonProperty
    public boolean retryMissingFiles;

    @JsonProperty
    public Integer reprocessMinutes;

    @JsonProperty
    public int reprocessTimes;

    @JsonProperty
    public Integer maxRunMinutes;

    @JsonProperty
    public boolean externalRescue;

    @JsonProperty
    public String folder;

    @JsonProperty
    public Instant createdAt;
}
