package estiva.control.loop;

import estiva.control.database.DatabaseErrors;
import org.jboss.logging.Logger;

/**
 * What is told of work that recurs and may fail each time: its first failure, and that it works again. A failure of another
 * sort in between, such as a fault while the database was away, is told too.
 */
final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    private final String name;
    private Class<?> told;

    Failures(String name) {
        this.name = name;
    }

    void ended() {
        if (told != null) {
            told = null;
            LOG.infof("%s works again", name);
        }
    }

    /** @param e of the work, or of the JVM that had no memory for it */
    void add(Throwable e) {
        boolean isTransient = DatabaseErrors.isTransient(e);
        Class<?> sort = isTransient ? DatabaseErrors.class : e.getClass();
        if (sort.equals(told)) {
            LOG.debugf(e, "%s failed again", name);
        } else if (isTransient) {
            LOG.warnf("%s cannot reach the database and tries again: %s", name, e.getMessage());
        } else {
            LOG.errorf(e, "%s failed and goes on", name);
        }
        told = sort;
    }
}
