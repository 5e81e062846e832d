package estiva.system;

import java.sql.SQLException;
import java.time.LocalDateTime;

/** The database's clock, told without asking it each time: it may be away. */
record ChaosClock(LocalDateTime start, long startNanos) {

    static ChaosClock of(RunningDatabase database) throws SQLException {
        String now = switch (database.engine()) {
            case H2 -> "SELECT LOCALTIMESTAMP";
            case SQLSERVER -> "SELECT SYSUTCDATETIME()";
        };
        LocalDateTime start = database.sql()
                .rows(row -> row.getObject(1, LocalDateTime.class), now)
                .get(0);
        return new ChaosClock(start, System.nanoTime());
    }

    LocalDateTime now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
