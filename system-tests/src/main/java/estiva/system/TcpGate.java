package estiva.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A door in front of a database server: closed, the port refuses connections as if nothing ran there. Made closed.
 * The database behind it belongs to whoever made that.
 */
public final class TcpGate implements ControlDatabase {

    private static final Pattern ADDRESS = Pattern.compile("://([^:;/]+)(?::(\\d+))?");
    private static final int SQL_SERVER_PORT = 1433;

    private final ControlDatabase database;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    public TcpGate(ControlDatabase database) {
        this.database = database;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void open() {
        try {
            ServerSocket opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            server = opened;
            daemon("gate " + port, () -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shuts the door and cuts every connection that went through it. */
    public synchronized void shut() {
        if (server != null) {
            closeQuietly(server);
            server = null;
        }
        sockets.forEach(TcpGate::closeQuietly);
        sockets.clear();
    }

    @Override
    public Engine engine() {
        return database.engine();
    }

    @Override
    public String url() {
        return ADDRESS.matcher(database.url()).replaceFirst("://127.0.0.1:" + port);
    }

    @Override
    public String username() {
        return database.username();
    }

    @Override
    public String password() {
        return database.password();
    }

    @Override
    public void close() {
        shut();
    }

    private void accept(ServerSocket from) {
        Matcher address = ADDRESS.matcher(database.url());
        if (!address.find()) {
            throw new IllegalStateException("No host in " + database.url());
        }
        int target = address.group(2) == null ? SQL_SERVER_PORT : Integer.parseInt(address.group(2));
        while (!from.isClosed()) {
            try {
                Socket outer = keep(from.accept());
                Socket inner = keep(new Socket(address.group(1), target));
                daemon("gate in", () -> pump(outer, inner));
                daemon("gate out", () -> pump(inner, outer));
            } catch (IOException e) {
                // The gate was shut, or the database behind it is down: the client sees a lost connection.
                continue;
            }
        }
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One end was closed: the other follows.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is closed either way.
        }
    }
}
