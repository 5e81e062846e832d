package estiva.system;

import java.nio.file.Path;
import java.util.Map;

/** The embedded default: the H2 file that services started in one folder find there without any configuration. */
public record H2File(Path home) implements ControlDatabase {

    @Override
    public Engine engine() {
        return Engine.H2;
    }

    @Override
    public String url() {
        return "jdbc:h2:file:" + home.resolve("data/estiva") + ";" + Engine.h2Options(true);
    }

    @Override
    public String username() {
        return "sa";
    }

    @Override
    public String password() {
        return "sa";
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public void close() {
        // The file stays for whoever wants to look into it.
    }
}
