package estiva.registry.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import org.hibernate.annotations.Immutable;

/** One line of what happened to a process. */
@Entity
@Immutable
public class ProcessLog extends LogLine {
    @JsonIgnore
    public long processId;
}
