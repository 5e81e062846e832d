package estiva.worker.write;

import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import microsoft.sql.DateTimeOffset;

/**
 * A time with an offset as SQL Server's driver has to be given it. The driver turns a moment into a day by the calendar that was
 * Julian before October 1582, and sends that day to a server which counts by today's calendar at all times: 0001-01-01 would
 * arrive as 0001-01-03 (IOBuffer.writeScaledTemporal of mssql-jdbc 13.2.1).
 */
final class SentMoment {

    /** From here on both calendars are one, in every offset. */
    private static final LocalDateTime ONE_CALENDAR = LocalDateTime.of(1582, 10, 17, 0, 0);

    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private SentMoment() {}

    static DateTimeOffset of(OffsetDateTime time) {
        if (time.toLocalDateTime().isAfter(ONE_CALENDAR)) {
            return DateTimeOffset.valueOf(time);
        }
        LocalDateTime utc = time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        Calendar calendar = new GregorianCalendar(UTC);
        calendar.clear();
        calendar.set(
                utc.getYear(),
                utc.getMonthValue() - 1,
                utc.getDayOfMonth(),
                utc.getHour(),
                utc.getMinute(),
                utc.getSecond());
        Timestamp sent = new Timestamp(calendar.getTimeInMillis());
        sent.setNanos(utc.getNano());
        return DateTimeOffset.valueOf(sent, time.getOffset().getTotalSeconds() / 60);
    }
}
