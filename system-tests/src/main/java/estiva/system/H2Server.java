package estiva.system;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** H2 in a server process of its own, which alone stands for "the database": it can be killed and paused like one. */
public final class H2Server extends ChildProcess implements RunningDatabase {

    private static final Pattern RUNNING = Pattern.compile("TCP server running at tcp://\\S+?:(\\d+)");

    private final Path folder;
    private final int port;

    private H2Server(Path folder) {
        super("h2", command(folder), Map.of(), folder, folder.resolve("h2.log"));
        this.folder = folder;
        this.port = Await.value("H2 listens", Duration.ofSeconds(20), () -> {
            requireAlive();
            Matcher running = RUNNING.matcher(log());
            return running.find() ? Optional.of(Integer.parseInt(running.group(1))) : Optional.empty();
        });
    }

    /** @param folder where the database's file is made */
    public static H2Server start(Path folder) {
        return new H2Server(folder);
    }

    private static List<String> command(Path folder) {
        return List.of(
                java().toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                ownJar(),
                "org.h2.tools.Server",
                "-tcp",
                "-tcpPort",
                "0",
                "-ifNotExists",
                "-baseDir",
                folder.toString());
    }

    private static String ownJar() {
        try {
            return Path.of(org.h2.Driver.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Engine engine() {
        return Engine.H2;
    }

    @Override
    public String url() {
        return "jdbc:h2:tcp://localhost:" + port + "/" + folder.resolve("estiva") + ";" + Engine.h2Options(false);
    }

    @Override
    public String username() {
        return "sa";
    }

    @Override
    public String password() {
        return "sa";
    }
}
