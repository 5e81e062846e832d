package estiva.worker.write;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.worker.convert.Kind;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import microsoft.sql.DateTimeOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkTypesTest {

    private static final LocalDateTime SKIPPED = LocalDateTime.parse("2018-11-04T00:00:00");
    private TimeZone zone;

    @BeforeEach
    void aZoneWhoseClocksSkipMidnights() {
        zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/Sao_Paulo"));
    }

    @AfterEach
    void theZoneAsBefore() {
        TimeZone.setDefault(zone);
    }

    @Test
    void textsHaveTheFormThatNoLanguageSettingTurnsAround() {
        BulkTypes types = new BulkTypes(true, false);
        assertThat(types.onWire(Kind.DATETIME, LocalDateTime.parse("2024-02-29T10:20")))
                .isEqualTo("2024-02-29T10:20:00");
        assertThat(types.onWire(Kind.DATETIME2, LocalDateTime.parse("2024-02-29T10:20:30.1")))
                .isEqualTo("2024-02-29T10:20:30.1");
        assertThat(types.onWire(Kind.TIME, LocalTime.parse("10:20"))).isEqualTo("10:20:00");
        assertThat(types.onWire(Kind.DATETIMEOFFSET, OffsetDateTime.parse("2024-02-29T10:20:30Z")))
                .isEqualTo("2024-02-29T10:20:30+00:00");
        assertThat(types.onWire(Kind.DATETIME2, SKIPPED)).isEqualTo("2018-11-04T00:00:00");
    }

    @Test
    void aTimeThatTheWorkersZoneSkipsIsNotSentAsAnother() {
        assertThat(new BulkTypes(false, false).onWire(Kind.DATETIME2, SKIPPED)).isNull();
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        assertThat(new BulkTypes(false, true).onWire(Kind.DATETIME2, SKIPPED)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00", "1500-02-28T23:59:59.9999999", "1582-10-04T12:00:00", "1582-10-15T00:00:00",
                "1582-10-16T00:00:00.000000001", "1899-12-31T23:59:59.1", "1969-12-31T23:59:59.999999999",
                        "1970-01-01T00:00:00",
                "2024-02-29T10:20:30.1234567", "9999-12-31T23:59:59.9999999"
            })
    void inUtcATimeIsSentAsTheDriversOwnConversionWouldSendIt(String text) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        LocalDateTime time = LocalDateTime.parse(text);

        assertThat(new BulkTypes(false, true).onWire(Kind.DATETIME2, time)).isEqualTo(Timestamp.valueOf(time));
        assertThat(new BulkTypes(false, true).onWire(Kind.TIME, time.toLocalTime()))
                .isEqualTo(Timestamp.valueOf(time.toLocalTime().atDate(LocalDate.EPOCH)));
    }

    /** The server takes the day as it stands there: what the driver sends of it are these fields. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "1500-02-28T12:00:00.123-03:00",
                "1500-03-01T01:00:00+14:00",
                "1582-10-04T23:59:59Z",
                "1582-10-15T00:00:00Z",
                "1582-10-17T00:00:00.1234567+05:30",
                "2024-02-29T10:20:30Z"
            })
    void aMomentHasTheDayOfItsOwnCalendarInTheDrivers(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        DateTimeOffset sent = (DateTimeOffset) new BulkTypes(false, true).onWire(Kind.DATETIMEOFFSET, time);
        Calendar drivers = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        drivers.setTimeInMillis(sent.getTimestamp().getTime());

        LocalDateTime utc = time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        assertThat(drivers.get(Calendar.YEAR)).isEqualTo(utc.getYear());
        assertThat(drivers.get(Calendar.MONTH) + 1).isEqualTo(utc.getMonthValue());
        assertThat(drivers.get(Calendar.DAY_OF_MONTH)).isEqualTo(utc.getDayOfMonth());
        assertThat(drivers.get(Calendar.HOUR_OF_DAY)).isEqualTo(utc.getHour());
        assertThat(sent.getTimestamp().getNanos()).isEqualTo(utc.getNano());
        assertThat(sent.getMinutesOffset() * 60).isEqualTo(time.getOffset().getTotalSeconds());
    }
}
