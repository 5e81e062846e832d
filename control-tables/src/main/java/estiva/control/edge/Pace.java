package estiva.control.edge;

import java.time.Duration;

/** Whether bytes move as fast as they must, looked at window by window: a fast beginning buys no slow end. */
final class Pace {
    private final double bytesPerNano;
    private final long window;
    private boolean isRunning;
    private long since;
    private long bytesThen;

    /** @param rate in bytes per second */
    Pace(long rate, Duration window) {
        this.bytesPerNano = rate / 1e9;
        this.window = window.toNanos();
    }

    void begin(long now, long bytes) {
        isRunning = true;
        since = now;
        bytesThen = bytes;
    }

    void end() {
        isRunning = false;
    }

    boolean isRunning() {
        return isRunning;
    }

    /** @param bytes moved so far, since whenever */
    boolean isTooSlow(long now, long bytes) {
        long elapsed = now - since;
        if (!isRunning || elapsed < window) {
            return false;
        }
        boolean isTooSlow = bytes - bytesThen < elapsed * bytesPerNano;
        begin(now, bytes);
        return isTooSlow;
    }
}
