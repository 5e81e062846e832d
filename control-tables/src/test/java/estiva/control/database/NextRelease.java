package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;

/** What a later release's migration may do to the schema: it expands it, as {@code db/later} says. */
public final class NextRelease {
    private static final int MIGRATIONS = 5;

    private NextRelease() {}

    public static void migrate(String url, String username, String password) {
        int applied = Flyway.configure()
                .dataSource(url, username, password)
                .table("estiva_schema_history")
                .locations("classpath:db/later")
                .ignoreMigrationPatterns("*:missing")
                .load()
                .migrate()
                .migrationsExecuted;
        assertThat(applied).isEqualTo(MIGRATIONS);
    }
}
