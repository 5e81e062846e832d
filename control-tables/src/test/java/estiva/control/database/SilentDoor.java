package estiva.control.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A way to a server that can fall silent: connections stay open, new ones too, and nothing comes through. */
final class SilentDoor implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String host;
    private final int port;
    private volatile boolean silent;

    SilentDoor(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        daemon(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void fallSilent() {
        silent = true;
    }

    void speak() {
        silent = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket outer = door.accept();
                sockets.add(outer);
                Socket inner = new Socket(host, port);
                sockets.add(inner);
                daemon(() -> pump(outer, inner));
                daemon(() -> pump(inner, outer));
            }
        } catch (IOException e) {
            // The door was closed.
        }
    }

    /** What comes while it is silent is lost, as a firewall loses it that has forgotten the connection. */
    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (silent) {
                    closed.await();
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // One end was closed.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "silent door");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        closed.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
