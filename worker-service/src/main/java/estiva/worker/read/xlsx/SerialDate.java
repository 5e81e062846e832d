package estiva.worker.read.xlsx;

import java.time.LocalDate;
import java.time.LocalTime;

/** Days since an epoch, as workbooks count them, written by ISO 8601. */
final class SerialDate {

    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 31);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    /** Excel takes 1900 for a leap year, as Lotus did. */
    private static final long NO_SUCH_DAY = 60;

    private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long MILLIS_OF_AN_HOUR = 3_600_000;
    private static final long MILLIS_OF_A_DAY = 24 * MILLIS_OF_AN_HOUR;

    private SerialDate() {}

    /** @return a date, a time where there are no days, or both; null if it is none */
    static String text(double serial, boolean is1904) {
        if (!(serial >= 0 && serial < 4_000_000)) {
            return null;
        }
        // What Excel shows: a thousandth of a second is finer than its numbers can tell.
        long millis = Math.round(serial * MILLIS_OF_A_DAY);
        long days = millis / MILLIS_OF_A_DAY;
        LocalTime time = LocalTime.ofNanoOfDay(millis % MILLIS_OF_A_DAY * 1_000_000);
        if (days == 0) {
            return clock(time);
        }
        if (days == NO_SUCH_DAY && !is1904) {
            return "1900-02-29";
        }
        LocalDate date = is1904 ? EPOCH_1904.plusDays(days) : EPOCH_1900.plusDays(days > NO_SUCH_DAY ? days - 1 : days);
        if (date.toEpochDay() > LAST) {
            return null;
        }
        return time.equals(LocalTime.MIDNIGHT) ? date.toString() : date + "T" + clock(time);
    }

    /** Hours, however many, minutes and seconds; null if it is none. */
    static String elapsed(double serial) {
        if (!(serial >= 0 && serial < 4_000_000)) {
            return null;
        }
        long millis = Math.round(serial * MILLIS_OF_A_DAY);
        long hours = millis / MILLIS_OF_AN_HOUR;
        LocalTime rest = LocalTime.ofNanoOfDay(millis % MILLIS_OF_AN_HOUR * 1_000_000);
        return (hours < 10 ? "0" : "") + hours + clock(rest).substring(2);
    }

    private static String clock(LocalTime time) {
        // LocalTime leaves zero seconds out.
        return time.getSecond() == 0 && time.getNano() == 0 ? time + ":00" : time.toString();
    }
}
