package estiva.control.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** What a handler that has the filter writes of a record. */
class VisibleLogTest {

    private static final String FORGED = "x\n2026-11-27 ERROR all is lost\u001b[2K\r\u2028\u202e";
    private static final String SHOWN = "x\\n2026-11-27 ERROR all is lost\\u001b[2K\\r\\u2028\\u202e";

    @Test
    void aMessageIsOneLineWhateverIsInIt() {
        ExtLogRecord record =
                new ExtLogRecord(Level.WARNING, "Inbox: %s: %d%%", ExtLogRecord.FormatStyle.PRINTF, "estiva");
        record.setParameters(new Object[] {FORGED, 100});

        assertThat(written(record)).isEqualTo("Inbox: " + SHOWN + ": 100%\n");
    }

    @Test
    void aMessageOfJavasOwnLoggingIsToo() {
        java.util.logging.LogRecord record = new java.util.logging.LogRecord(Level.INFO, "{0} came");
        record.setParameters(new Object[] {FORGED});

        assertThat(written(ExtLogRecord.wrap(record))).isEqualTo(SHOWN + " came\n");
    }

    @Test
    void aStackTraceHasItsLinesButNoneOfItsMessages() {
        IllegalStateException error = new IllegalStateException(FORGED, new java.io.IOException("cause " + FORGED));
        error.addSuppressed(new RuntimeException("beside " + FORGED));
        ExtLogRecord record = new ExtLogRecord(Level.SEVERE, "failed", "estiva");
        record.setThrown(error);

        String written = written(record);

        assertThat(written)
                .contains("java.lang.IllegalStateException: " + SHOWN + "\n\tat "
                        + getClass().getName())
                .contains("Caused by: java.io.IOException: cause " + SHOWN + "\n")
                .contains("Suppressed: java.lang.RuntimeException: beside " + SHOWN + "\n")
                .doesNotContain("\u001b", "\u202e", "\n2026");
    }

    @Test
    void causesThatGoInACircleAreShownOnce() {
        Exception first = new Exception(FORGED);
        first.initCause(new Exception("second", first));
        ExtLogRecord record = new ExtLogRecord(Level.SEVERE, "failed", "estiva");
        record.setThrown(first);

        assertThat(written(record)).contains(SHOWN).contains("Caused by: java.lang.Exception: second");
    }

    @Test
    void anErrorThatIsVisibleStaysItself() {
        Exception error = new Exception("plain");
        ExtLogRecord record = new ExtLogRecord(Level.SEVERE, "failed", "estiva");
        record.setThrown(error);

        assertThat(new VisibleLog().isLoggable(record)).isTrue();
        assertThat(record.getThrown()).isSameAs(error);
    }

    private static String written(ExtLogRecord record) {
        assertThat(new VisibleLog().isLoggable(record)).isTrue();
        return new PatternFormatter("%m%e%n").format(record).replace("\r\n", "\n");
    }
}
