package estiva.worker.read;

/** Memory for tests that are about something else: more than they need, and each share with a budget of its own. */
public final class TestMemory {

    private static final long PLENTY = 1L << 30;

    private TestMemory() {}

    public static ReadMemory plenty() {
        return new ReadMemory(PLENTY);
    }

    public static MemoryShare share() {
        return plenty().open();
    }
}
