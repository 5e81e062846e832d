package estiva.worker.write;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.worker.convert.Kind;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        BulkTypes types = new BulkTypes(true);
        assertThat(types.onWire(Kind.DATETIME, LocalDateTime.parse("2024-02-29T10:20"))).isEqualTo("2024-02-29T10:20:00");
        assertThat(types.onWire(Kind.DATETIME2, LocalDateTime.parse("2024-02-29T10:20:30.1"))).isEqualTo("2024-02-29T10:20:30.1");
        assertThat(types.onWire(Kind.TIME, LocalTime.parse("10:20"))).isEqualTo("10:20:00");
        assertThat(types.onWire(Kind.DATETIMEOFFSET, OffsetDateTime.parse("2024-02-29T10:20:30Z")))
                .isEqualTo("2024-02-29T10:20:30+00:00");
        assertThat(types.onWire(Kind.DATETIME2, SKIPPED)).isEqualTo("2018-11-04T00:00:00");
    }

    @Test
    void aTimeThatTheWorkersZoneSkipsIsNotSentAsAnother() {
        assertThat(new BulkTypes(false).onWire(Kind.DATETIME2, SKIPPED)).isNull();
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        assertThat(new BulkTypes(false).onWire(Kind.DATETIME2, SKIPPED)).isNotNull();
    }
}
