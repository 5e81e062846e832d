package estiva.registry.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import org.hibernate.annotations.Immutable;

/** One line of what happened to a file. */
@Entity
@Immutable
public class FileLog extends LogLine {
    @JsonIgnore
    public long fileId;
}
