package estiva.registry.audit;

import java.util.HashMap;
import java.util.Map;

/** How many refused tries are written in a minute: so many in all, so many of one address. The rest is counted. */
final class TriesWindow {
    static final int MOST = 300;
    static final int MOST_OF_AN_ADDRESS = 60;

    /** Of those that are written: no more than that. */
    private final Map<String, Integer> written = new HashMap<>();

    private int all;
    private long minute;
    private int leftOut;
    private int leftOutBefore;

    /**
     * Whether one more is written.
     *
     * @param now in minutes
     */
    synchronized boolean take(String address, long now) {
        begin(now);
        int ofAddress = written.getOrDefault(address, 0);
        if (all >= MOST || ofAddress >= MOST_OF_AN_ADDRESS) {
            leftOut++;
            return false;
        }
        all++;
        written.put(address, ofAddress + 1);
        return true;
    }

    /** One that was to be written and cannot be. */
    synchronized void giveUp() {
        leftOut++;
    }

    /** How many were left out in minutes that have ended, each told once. */
    synchronized int leftOut(long now) {
        begin(now);
        int told = leftOutBefore;
        leftOutBefore = 0;
        return told;
    }

    private void begin(long now) {
        if (now != minute) {
            leftOutBefore += leftOut;
            leftOut = 0;
            all = 0;
            written.clear();
            minute = now;
        }
    }
}
