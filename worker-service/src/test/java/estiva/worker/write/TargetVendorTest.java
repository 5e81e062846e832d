package estiva.worker.write;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.worker.TargetDatabase;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetVendorTest {
    @RegisterExtension
    static final TargetDatabase database = new TargetDatabase();

    /** Both ways to write it on H2, which knows both; the T-SQL engine is asked in its own. */
    @ParameterizedTest
    @CsvSource({
        "1,    1,    'a',  'a',  true",
        "1,    2,    'a',  'a',  false",
        "1,    1,    'a',  'b',  false",
        "NULL, NULL, 'a',  'a',  true",
        "NULL, NULL, NULL, NULL, true",
        "NULL, 1,    'a',  'a',  false",
        "1,    1,    NULL, 'a',  false"
    })
    void nullIsAValueLikeAnyOther(String a, String b, String c, String d, boolean isSame) throws Exception {
        List<TargetVendor> asked = TargetDatabase.isSqlServer()
                ? List.of(TargetVendor.SQL_SERVER)
                : List.of(TargetVendor.SQL_SERVER, TargetVendor.OTHER);
        try (Connection connection = database.connect()) {
            for (TargetVendor vendor : asked) {
                String condition = vendor.sameOrBothNull(List.of("t.A", "t.C"), List.of("t.B", "t.D"));
                assertThat(TargetDatabase.rows(
                                connection,
                                "SELECT 1 FROM (SELECT CAST(" + a + " AS INT) AS A, CAST(" + b + " AS INT) AS B, CAST("
                                        + text(c) + " AS VARCHAR(5)) AS C, CAST(" + text(d)
                                        + " AS VARCHAR(5)) AS D) t WHERE " + condition))
                        .as("%s", vendor)
                        .hasSize(isSame ? 1 : 0);
            }
        }
    }

    private static String text(String value) {
        return value.equals("NULL") ? value : "'" + value + "'";
    }
}
