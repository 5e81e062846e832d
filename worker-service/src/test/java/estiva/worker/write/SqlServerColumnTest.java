package estiva.worker.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import estiva.worker.TargetDatabase;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a value is written that is compared with a column. */
class SqlServerColumnTest {
    @RegisterExtension
    static final TargetDatabase database = new TargetDatabase();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            varchar          | 20 | 0  | 0 | Latin1_General_CI_AS | CAST(? COLLATE Latin1_General_CI_AS AS varchar(20))
            char             | 3  | 0  | 0 | SQL_Latin1_General_CP1_CI_AS | CAST(? COLLATE SQL_Latin1_General_CP1_CI_AS AS char(3))
            varchar          | -1 | 0  | 0 | Thai_CI_AS | CAST(? COLLATE Thai_CI_AS AS varchar(MAX))
            varchar          | 20 | 0  | 0 | x AS INT) OR 1=1 -- | CAST(? AS varchar(20))
            nvarchar         | 40 | 0  | 0 | Thai_CI_AS | CAST(? AS nvarchar(20))
            nvarchar         | -1 | 0  | 0 | Thai_CI_AS | CAST(? AS nvarchar(MAX))
            decimal          | 17 | 38 | 10|  | CAST(? AS decimal(38, 10))
            datetime         | 8  | 23 | 3 |  | CAST(? AS datetime)
            datetime2        | 8  | 27 | 7 |  | CAST(? AS datetime2(7))
            time             | 5  | 16 | 3 |  | CAST(? AS time(3))
            datetimeoffset   | 10 | 34 | 7 |  | CAST(? AS datetimeoffset(7))
            varbinary        | 20 | 0  | 0 |  | CAST(? AS varbinary(20))
            uniqueidentifier | 16 | 0  | 0 |  | CAST(? AS uniqueidentifier)
            xml              | -1 | 0  | 0 |  | ?
            """)
    void itIsOfTheColumnsOwnType(String type, int length, int precision, int scale, String collation, String expected) {
        assertThat(SqlServerColumn.parameter(type, length, precision, scale, collation))
                .isEqualTo(expected);
    }

    @Test
    void theCatalogueTellsTypesLengthsAndThatNothingIsGenerated() throws Exception {
        assumeThat(TargetDatabase.isSqlServer()).isTrue();
        database.createTable("Typed", "A VARCHAR(7), B NVARCHAR(MAX), C DATETIME, D DECIMAL(9,3), E TIME(2)");
        try (Connection connection = database.connect()) {
            Map<String, SqlServerColumn> columns = SqlServerColumn.of(connection, database.name(), "dbo", "typed");
            assertThat(columns.values()).hasSize(5).noneMatch(SqlServerColumn::isGenerated);
            assertThat(columns.values().stream()
                            .map(SqlServerColumn::parameter)
                            .map(text -> text.replaceFirst(" COLLATE \\w+", "")))
                    .containsExactlyInAnyOrder(
                            "CAST(? AS varchar(7))",
                            "CAST(? AS nvarchar(MAX))",
                            "CAST(? AS datetime)",
                            "CAST(? AS decimal(9, 3))",
                            "CAST(? AS time(2))");
        }
    }
}
