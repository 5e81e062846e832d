package estiva.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A door in front of a database server: closed, the port refuses connections as if nothing ran there. Made closed.
 * Open, it can hold bytes back or cut what goes through it. The database behind it belongs to whoever made that, and
 * may move: each connection goes to where it is by then.
 */
public final class TcpGate implements DatabaseBehind {

    private static final Pattern ADDRESS = Pattern.compile("://([^:;/]+)(?::(\\d+))?");
    private static final int SQL_SERVER_PORT = 1433;
    private static final int BUFFER = 16_384;
    private static final Duration LOOK = Duration.ofMillis(5);

    /** What the gate lets pass on open connections. */
    public enum Flow {
        FREE,
        /** Requests reach the database, which carries them out; nobody hears of it. */
        ANSWERS_HELD,
        HELD
    }

    private final RunningDatabase database;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Flow flow = Flow.FREE;
    private ServerSocket server;

    public TcpGate(RunningDatabase database) {
        this.database = database;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing happens to a gate that is open. */
    public synchronized void open() {
        if (server != null) {
            return;
        }
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
        cut();
    }

    /** Cuts every connection that goes through the gate; new ones may come at once. */
    public void cut() {
        for (Socket socket : sockets) {
            closeQuietly(socket);
            sockets.remove(socket);
        }
    }

    /** Bytes that are held back are late, not lost, unless the connection is cut before they flow again. */
    public void let(Flow pass) {
        flow = pass;
    }

    @Override
    public RunningDatabase database() {
        return database;
    }

    @Override
    public String url() {
        return ADDRESS.matcher(database.url()).replaceFirst("://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        shut();
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket outer = keep(from.accept());
                daemon("gate in", () -> connect(outer, from));
            } catch (IOException e) {
                continue; // the gate was shut
            }
        }
    }

    private void connect(Socket outer, ServerSocket from) {
        try {
            Matcher address = ADDRESS.matcher(database.url());
            if (!address.find()) {
                throw new IllegalStateException("No host in " + database.url());
            }
            int target = address.group(2) == null ? SQL_SERVER_PORT : Integer.parseInt(address.group(2));
            Socket inner = keep(new Socket(address.group(1), target));
            if (from.isClosed()) {
                cut(); // accepted while the gate was being shut
            }
            daemon("gate out", () -> pump(inner, outer, false));
            pump(outer, inner, true);
        } catch (IOException e) {
            // The database behind the gate is down: the client sees a lost connection.
            closeQuietly(outer);
            sockets.remove(outer);
        }
    }

    private Socket keep(Socket socket) throws IOException {
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void pump(Socket from, Socket to, boolean isRequest) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                while (isHeld(isRequest) && !to.isClosed()) {
                    LockSupport.parkNanos(LOOK.toNanos());
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One end was closed: the other follows.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private boolean isHeld(boolean isRequest) {
        return switch (flow) {
            case FREE -> false;
            case ANSWERS_HELD -> !isRequest;
            case HELD -> true;
        };
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
