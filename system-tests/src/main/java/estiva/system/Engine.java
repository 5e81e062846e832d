package estiva.system;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The two kinds of database, each with its own build output of every service. */
public enum Engine {
    H2("quarkus-app", Map.of()),
    SQLSERVER("quarkus-app-sqlserver", Map.of("QUARKUS_PROFILE", "prod,sqlserver"));

    private final String buildOutput;
    private final Map<String, String> environment;

    Engine(String buildOutput, Map<String, String> environment) {
        this.buildOutput = buildOutput;
        this.environment = environment;
    }

    /** The folder under {@code <service>/target} that holds the service built for this database. */
    public String buildOutput() {
        return buildOutput;
    }

    /** What the build output must be started with. */
    public Map<String, String> environment() {
        return environment;
    }

    /** A new database of this kind, with its files in the folder if it is ours to start. */
    RunningDatabase start(Path folder) {
        return switch (this) {
            case H2 -> H2Server.start(folder);
            case SQLSERVER -> SqlServerDatabase.create();
        };
    }

    /**
     * The H2 URL options that the services use, from their own configuration.
     *
     * @param shared whether several processes open one file; false where a server process owns it
     */
    static String h2Options(boolean shared) {
        Path file = Project.root().resolve("control-tables/src/main/resources/META-INF/microprofile-config.properties");
        Properties configuration = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            configuration.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.stream(configuration.getProperty("estiva.h2.options").split(";"))
                .filter(option -> shared || !option.startsWith("AUTO_SERVER"))
                .collect(Collectors.joining(";"));
    }
}
