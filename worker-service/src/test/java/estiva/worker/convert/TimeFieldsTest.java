package estiva.worker.convert;

import static estiva.worker.convert.Fields.PLAIN;
import static estiva.worker.convert.Fields.column;
import static estiva.worker.convert.Fields.read;
import static estiva.worker.convert.Fields.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.worker.read.Notation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates, times of the day, and both together. */
class TimeFieldsTest {

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "DATE, 2024-02-29, 2024-02-29",
        "DATE, 1582-10-04, 1582-10-04",
        "DATE, 1582-10-15, 1582-10-15",
        "DATETIME2, 2024-02-29, 2024-02-29T00:00",
        "DATETIME2, 2024-02-29 23:59:58.25, 2024-02-29T23:59:58.250",
        "DATETIME2, 2024-02-29T10:20, 2024-02-29T10:20",
        "DATETIME, 1753-01-01T00:00:00.123, 1753-01-01T00:00:00.123",
        "SMALLDATETIME, 2079-06-06 23:59, 2079-06-06T23:59",
        "TIME, 23:59:58.1, 23:59:58.100",
        "DATETIMEOFFSET, 2024-02-29T10:20:30-03:00, 2024-02-29T10:20:30-03:00",
        "DATETIMEOFFSET, 2024-02-29 10:20:30.5 +05:30, 2024-02-29T10:20:30.500+05:30",
        "DATETIMEOFFSET, 2024-02-29T10:20Z, 2024-02-29T10:20Z",
    })
    void aTextIsItsValue(Kind kind, String text, String value) throws Exception {
        assertThat(read(column(kind), text)).hasToString(value);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "DATE, 2023-02-29, is no day of the calendar",
        "DATE, 31/12/2023, is not a date like 2026-01-31; give the column a format",
        "DATE, 2023-12-31x, is not a date like 2026-01-31; give the column a format",
        "DATE, 0000-01-01, is not between 0001-01-01 and 9999-12-31",
        "DATETIME2, 2024-01-01 10:20:30.1234, has more than 3 fraction digits of a second",
        "DATETIME2, 2024-01-01 24:00:00, is no time of the day",
        "DATETIME, 1752-12-31, is not between 1753-01-01 and 9999-12-31",
        "SMALLDATETIME, 2079-06-07, is not between 1900-01-01 and 2079-06-06",
        "SMALLDATETIME, 2024-01-01T00:00:01, 'has seconds, which a smalldatetime cannot hold'",
        "DATETIMEOFFSET, 2024-01-01T00:00:00+15:00, has an offset beyond 14 hours",
        "DATETIMEOFFSET, 0001-01-01T04:59:59+05:00, is not between 0001-01-01 and 9999-12-31",
        "DATETIMEOFFSET, 9999-12-31T23:00:00-03:00, is not between 0001-01-01 and 9999-12-31",
        "DATE, 1582-10-05, is one of the ten days of October 1582 that SQL Server's driver sends as others",
        "DATETIME2, 1582-10-14T23:59:59, is one of the ten days of October 1582 that SQL Server's driver sends as others",
        "DATETIMEOFFSET, 1582-10-15T09:00:00+14:00, is one of the ten days of October 1582 that SQL Server's driver sends as others",
    })
    void aTextThatIsNoValueIsRefusedWithItsReason(Kind kind, String text, String reason) {
        assertThatThrownBy(() -> read(column(kind), text))
                .isInstanceOf(BadValue.class)
                .hasMessage(reason);
    }

    @ParameterizedTest(name = "{3} as {1} in {2} is {4}")
    @CsvSource({
        "DATE, dd/MM/yyyy, , 29/02/2024, 2024-02-29",
        "DATE, yyyyMMdd, , 20240229, 2024-02-29",
        "DATE, d/M/yy, , 5/7/24, 2024-07-05",
        "DATE, dd-MMM-yyyy, en, 05-Jul-2024, 2024-07-05",
        "DATE, d 'de' MMMM 'de' yyyy, pt-BR, 5 de julho de 2024, 2024-07-05",
        "DATE, dd/MM/yyyy HH:mm:ss, , 29/02/2024 00:00:00, 2024-02-29",
        "DATETIME2, dd/MM/yyyy HH:mm, , 29/02/2024 23:59, 2024-02-29T23:59",
        "DATETIME2, dd/MM/yyyy, , 29/02/2024, 2024-02-29T00:00",
        "TIME, HHmmss, , 235958, 23:59:58",
        "DATETIMEOFFSET, dd/MM/yyyy HH:mm XXX, , 29/02/2024 23:59 -03:00, 2024-02-29T23:59-03:00",
        "DATETIME2, 'M/d/yyyy, h:mm:ss a', en, '3/1/2026, 1:05:09\u202fPM', 2026-03-01T13:05:09",
        "DATETIME2, M/d/yyyy h:mm a, en-CA, 3/1/2026 12:05 AM, 2026-03-01T00:05",
        "DATETIME2, M/d/yyyy h:mm a, en-AU, 3/1/2026 12:05 pm, 2026-03-01T12:05",
        "DATETIME2, dd/MM/yyyy h:mm:ss a, es-MX, 01/03/2026 1:05:09 p. m., 2026-03-01T13:05:09",
        "DATETIME2, dd/MM/yyyy h:mm:ss a, es-MX, 01/03/2026 1:05:09 p.\u00a0m., 2026-03-01T13:05:09",
        "DATETIME2, dd/MM/yyyy h:mm:ss a, es-ES, 01/03/2026 1:05:09 a.m., 2026-03-01T01:05:09",
        "DATETIME2, hh:mm a dd MMM yyyy, en, 01:05 PM 02 Mar 2026, 2026-03-02T13:05",
        "DATETIME2, yyyy/MM/dd a h:mm, ko, 2026/03/01 오후 1:05, 2026-03-01T13:05",
        "DATETIME2, yyyy/MM/dd ah:mm, zh, 2026/03/01 上午1:05, 2026-03-01T01:05",
    })
    void aFormatSaysHowATextIsRead(Kind kind, String format, String locale, String text, String value)
            throws Exception {
        assertThat(read(column(kind), format, locale, text)).hasToString(value);
    }

    @ParameterizedTest(name = "{3} as {1} in {2}")
    @CsvSource({
        "DATE, dd/MM/yyyy, , 31/02/2024",
        "DATE, dd/MM/yyyy, , 1/02/2024",
        "DATE, dd/MM/yyyy, , 01/02/24",
        "DATE, dd/MM/yyyy, , 01/02/2024x",
        "DATE, d/M/yyyy, , 31/2/2024",
        "DATE, dd/MM/yyyy HH:mm, , 01/02/2024 10:30",
    })
    void aTextThatTheFormatDoesNotCoverWhollyIsRefused(Kind kind, String format, String locale, String text) {
        assertThatThrownBy(() -> read(column(kind), format, locale, text)).isInstanceOf(BadValue.class);
    }

    @Test
    void anInstantInUtcIsKeptAsOneWhereTheColumnTellsItFromALocalTime() throws Exception {
        String instant = "2024-02-29T12:34:56.5Z";
        assertThat(instant(Kind.DATETIMEOFFSET, instant)).hasToString("2024-02-29T12:34:56.500Z");
        assertThat(instant(Kind.DATETIME2, instant)).hasToString("2024-02-29T12:34:56.500");
        assertThat(instant(Kind.DATE, "2024-02-29T00:00:00Z")).hasToString("2024-02-29");
        assertThatThrownBy(() -> instant(Kind.DATE, instant))
                .isInstanceOf(BadValue.class)
                .hasMessage("has a time of the day, which a date cannot hold");
        FieldRule text = rule(TargetColumn.nullable("Text", Kind.TEXT, 30, 0), PLAIN, false);
        assertThat(read(text, instant, Notation.INSTANT)).isEqualTo(instant);
    }

    /** What the import says of the column's format is for texts. */
    private static Object instant(Kind kind, String text) throws Exception {
        String format = kind == Kind.DATETIMEOFFSET ? "dd/MM/yyyy HH:mm XXX" : "dd/MM/yyyy";
        return read(FieldRule.of(column(kind), format, null, PLAIN, false), text, Notation.INSTANT);
    }
}
