package estiva.worker.convert;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;

/** A way to write dates and times. */
interface TimeText {

    LocalDate date(char[] text, int from, int to) throws BadValue;

    /** A date alone is its midnight. */
    LocalDateTime dateTime(char[] text, int from, int to) throws BadValue;

    LocalTime time(char[] text, int from, int to) throws BadValue;

    OffsetDateTime offsetDateTime(char[] text, int from, int to) throws BadValue;
}
