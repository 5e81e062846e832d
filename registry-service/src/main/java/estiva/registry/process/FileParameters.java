package estiva.registry.process;

import static com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import estiva.control.process.Status;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One file of a process as its row stands. Times are UTC; counts are null until the file has been read. */
@Entity
@Immutable
@JsonAutoDetect(fieldVisibility = NONE, getterVisibility = NONE, isGetterVisibility = NONE)
public class FileParameters {
    @Id
    @JsonProperty
    public long fileId;

    @JsonProperty
    public long processId;

    @JsonProperty
    public String fileName;

    @JsonProperty
    public String directory;

    @JsonProperty
    public String parameter1;

    @JsonProperty
    public String parameter2;

    @JsonProperty
    public Status status;

    @JsonProperty
    public Instant createdAt;

    @JsonProperty
    public Instant startTime;

    @JsonProperty
    public Instant endTime;

    @JsonProperty
    public String importName;

    @JsonProperty
    public Integer importVersion;

    @JsonProperty
    public long fence;

    @JsonProperty
    public int attempt;

    @JsonProperty
    public Long sizeBytes;

    @JsonProperty
    public String contentHash;

    @JsonProperty
    public Long rowsRead;

    @JsonProperty
    public Long rowsLoaded;

    @JsonProperty
    public Long rowsUpdated;

    @JsonProperty
    public Long rowsSkipped;

    @JsonProperty
    public Long rowsRejected;

    @JsonProperty
    public String lastError;
}
