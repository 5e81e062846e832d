package estiva.control.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The password of the embedded database, in a file beside it. Services that start at the same instant agree on one, and a
 * database that was made with the earlier, known one gets it.
 *
 * <p>The file is called {@code password} only when the database opens with it: until then it is {@code password.new}, with
 * which the next process continues if this one is killed at any point.
 */
final class EmbeddedLogin {
    /** What databases were made with before each got a password of its own. */
    static final String EARLIER_PASSWORD = "sa";

    private static final Logger LOG = Logger.getLogger(EmbeddedLogin.class);
    private static final int BYTES = 24;

    /** H2: wrong user name or password. */
    private static final int REFUSED = 28000;

    private final PrivateFolder folder;
    private final String url;
    private final String username;

    /**
     * @param url of the database, which lies in the folder
     * @param username its only login, an administrator
     */
    EmbeddedLogin(PrivateFolder folder, String url, String username) {
        this.folder = folder;
        this.url = url;
        this.username = username;
    }

    /**
     * The password with which the database opens, or will be made.
     *
     * @param database whether the database exists
     * @throws IllegalStateException if it opens neither with a password that is written down nor with the earlier one
     */
    String password(Path database) {
        Path file = folder.resolve("password");
        try {
            if (!Files.exists(file)) {
                agree(file, database);
            }
            String password = Files.readString(file).strip();
            if (password.isEmpty()) {
                throw new IllegalStateException(
                        "The file " + file + " is empty; it must hold the password of the database");
            }
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException("The password of the database cannot be had from " + file + ": " + e, e);
        }
    }

    /** One process at a time, told by a lock that ends with its process; the class's own lock is for threads of one. */
    private void agree(Path file, Path database) throws IOException {
        synchronized (EmbeddedLogin.class) {
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("password.lock"),
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            folder.ofNewFile());
                    var lock = channel.lock()) {
                if (Files.exists(file)) {
                    return;
                }
                Path proposed = folder.resolve("password.new");
                String password = proposed(proposed);
                if (Files.exists(database) && Files.size(database) > 0) {
                    adopt(password);
                }
                Files.move(proposed, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private String proposed(Path file) throws IOException {
        if (Files.exists(file)) {
            String earlier = Files.readString(file);
            if (earlier.matches("\\p{XDigit}{" + 2 * BYTES + "}\n")) {
                return earlier.strip();
            }
            Files.delete(file); // cut off while it was written: no database can have it
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), folder.ofNewFile())) {
            channel.write(StandardCharsets.US_ASCII.encode(password + "\n"));
            channel.force(true); // on the disk before a database has it
        }
        return password;
    }

    private void adopt(String password) {
        try {
            connect(password).close();
        } catch (SQLException e) {
            requireRefused(e);
            replaceEarlier(password);
        }
    }

    private void replaceEarlier(String password) {
        try (Connection connection = connect(EARLIER_PASSWORD);
                PreparedStatement change = connection.prepareStatement("SET PASSWORD ?")) {
            change.setString(1, password);
            change.execute();
            LOG.infof(
                    "The database's known password has been replaced by one of its own, in %s",
                    folder.resolve("password"));
        } catch (SQLException e) {
            requireRefused(e);
            throw new IllegalStateException(
                    "The database in " + folder.resolve("") + " was made with a password that is in none"
                            + " of its files: put it into " + folder.resolve("password")
                            + ", or set QUARKUS_DATASOURCE_PASSWORD",
                    e);
        }
    }

    private Connection connect(String password) throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    private static void requireRefused(SQLException e) {
        if (e.getErrorCode() != REFUSED) {
            throw new IllegalStateException(
                    "The database cannot be opened to give it a password of its own: " + e.getMessage(), e);
        }
    }
}
