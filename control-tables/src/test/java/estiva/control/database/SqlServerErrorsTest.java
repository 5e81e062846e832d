package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.DatabaseErrors.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

/** Each error of SQL Server that is known here, as its driver throws it: number, severity, kind, and who documents it. */
class SqlServerErrorsTest {

    private static final String SERVER =
            "learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors";
    private static final String AZURE =
            "learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues";
    private static final String SQL_CLIENT =
            "learn.microsoft.com/dotnet/api/microsoft.data.sqlclient.sqlconfigurableretryfactory";
    private static final String DRIVER = "mssql-jdbc, SQLServerError.TransientError";
    private static final String EF_CORE = "dotnet/efcore, SqlServerTransientExceptionDetector";
    private static final String MEMORY_OPTIMIZED =
            "learn.microsoft.com/sql/relational-databases/in-memory-oltp/transactions-with-memory-optimized-tables";

    private record Known(int number, int severity, Kind kind, String source) {}

    private static final Map<Integer, Known> KNOWN = new TreeMap<>(Stream.of(
                    known(Kind.CONFLICT, SERVER, 12, 601, 605),
                    known(Kind.CONFLICT, SQL_CLIENT, 13, 1205),
                    known(Kind.CONFLICT, SQL_CLIENT, 16, 1222),
                    known(Kind.CONFLICT, SQL_CLIENT, 19, 1204),
                    known(Kind.CONFLICT, SERVER, 16, 2801, 3960, 3961),
                    known(Kind.CONFLICT, MEMORY_OPTIMIZED, 16, 41301, 41302, 41305, 41325),
                    known(Kind.CONFLICT, EF_CORE, 16, 41839),
                    known(Kind.CONFLICT, "Babelfish: lock time-out, snapshot conflict", 16, 33557097),
                    known(Kind.UNAVAILABLE, AZURE, 14, 615, 926),
                    known(Kind.UNAVAILABLE, AZURE, 11, 4060),
                    known(Kind.UNAVAILABLE, AZURE, 16, 4221, 10928, 10929, 10936, 40020, 40166),
                    known(Kind.UNAVAILABLE, AZURE, 17, 1132, 40197, 40613),
                    known(Kind.UNAVAILABLE, EF_CORE, 17, 40642),
                    known(Kind.UNAVAILABLE, AZURE, 20, 40501, 40544),
                    known(Kind.UNAVAILABLE, SQL_CLIENT, 16, 40143, 40540),
                    known(Kind.UNAVAILABLE, AZURE, 16, 49918, 49919, 49920),
                    known(Kind.UNAVAILABLE, DRIVER, 16, 42108, 42109),
                    known(Kind.UNAVAILABLE, EF_CORE, 16, 49977, 49983),
                    known(Kind.UNAVAILABLE, SERVER, 14, 921, 922, 923, 924, 927, 941, 942, 945, 952, 954, 955),
                    known(Kind.UNAVAILABLE, SERVER, 14, 976, 978, 979, 982, 983, 988),
                    known(Kind.UNAVAILABLE, SERVER, 16, 3906, 3908),
                    known(Kind.UNAVAILABLE, SERVER, 21, 596),
                    known(Kind.UNAVAILABLE, SERVER, 14, 6005, 17142, 17187, 17188, 17189, 17197, 18401, 18451, 18461),
                    known(Kind.UNAVAILABLE, SERVER, 17, 1101, 1104, 1105, 1121, 9002, 3966, 3967, 802, 845),
                    known(Kind.UNAVAILABLE, SERVER, 16, 5149, 3958, 3959),
                    known(Kind.UNAVAILABLE, SERVER, 21, 9001),
                    known(Kind.UNAVAILABLE, SERVER, 14, 18452, 18456, 18470, 18486, 18487, 18488),
                    known(Kind.UNAVAILABLE, SERVER, 11, 4064),
                    known(Kind.UNAVAILABLE, AZURE, 20, 40532, 40615),
                    known(Kind.INTERRUPTED, SERVER, 17, 701, 8628, 8645, 8651),
                    known(Kind.INTERRUPTED, AZURE, 20, 40549, 40550, 40551, 40552, 40553),
                    known(Kind.INTERRUPTED, SERVER, 16, 3930, 3998))
            .flatMap(it -> it)
            .collect(Collectors.toMap(Known::number, it -> it)));

    private static Stream<Known> known(Kind kind, String source, int severity, int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> new Known(number, severity, kind, source));
    }

    @Test
    void eachNumberIsOfItsKind() {
        assertThat(KNOWN.values())
                .allSatisfy(it -> assertThat(DatabaseErrors.kind(ServerError.of(it.number, it.severity)))
                        .as("%d, see %s", it.number, it.source)
                        .isEqualTo(it.kind));
    }

    @Test
    void theTableHasEveryNumberThatIsToldFromOthers() {
        Set<Integer> told = IntStream.concat(IntStream.range(1, 60_000), IntStream.of(33557097))
                .filter(number -> DatabaseErrors.isTransient(ServerError.of(number, 16)))
                .boxed()
                .collect(Collectors.toSet());

        assertThat(told).isEqualTo(KNOWN.keySet());
    }

    @Test
    void thePageForOperatorsHasThemAll() throws IOException {
        String page = Files.readString(Path.of("../docs/operations.md"));
        Map<Kind, Set<Integer>> documented = new TreeMap<>();
        Pattern.compile("(?m)^\\| `(CONFLICT|UNAVAILABLE|INTERRUPTED)` \\|(.*)$")
                .matcher(page)
                .results()
                .forEach(row -> documented
                        .computeIfAbsent(Kind.valueOf(row.group(1)), kind -> new TreeSet<>())
                        .addAll(numbers(row.group(2))));

        assertThat(documented)
                .isEqualTo(KNOWN.values().stream()
                        .filter(it -> it.number != 33557097)
                        .collect(Collectors.groupingBy(
                                Known::kind, TreeMap::new, Collectors.mapping(Known::number, Collectors.toSet()))));
    }

    private static Set<Integer> numbers(String text) {
        return Pattern.compile("\\b\\d{3,5}\\b")
                .matcher(text)
                .results()
                .map(it -> Integer.valueOf(it.group()))
                .collect(Collectors.toSet());
    }

    @Test
    void whatNobodyListedIsToldByItsSeverity() {
        assertThat(DatabaseErrors.kind(ServerError.of(8134, 16))).isEqualTo(Kind.PERMANENT);
        assertThat(DatabaseErrors.kind(ServerError.of(8632, 17))).isEqualTo(Kind.INTERRUPTED);
        assertThat(DatabaseErrors.kind(ServerError.of(3624, 20))).isEqualTo(Kind.INTERRUPTED);
        assertThat(DatabaseErrors.kind(ServerError.of(823, 24))).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aPageOfAnotherTableIsADamageUnlessItIsReadWithoutLocks() {
        assertThat(DatabaseErrors.kind(ServerError.of(605, 12))).isEqualTo(Kind.CONFLICT);
        assertThat(DatabaseErrors.kind(ServerError.of(605, 21))).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aRightThatBabelfishDeniesIsNotWaitedFor() {
        assertThat(DatabaseErrors.kind(new SQLException("permission denied for table filecontrol", "S0001", 33557097)))
                .isEqualTo(Kind.PERMANENT);
        assertThat(DatabaseErrors.kind(new SQLException("canceling statement due to lock timeout", "S0001", 33557097)))
                .isEqualTo(Kind.CONFLICT);
    }

    @Test
    void anErrorThatEndsTheConnectionHasBrokenIt() {
        assertThat(DatabaseErrors.isBroken(ServerError.of(3624, 20))).isTrue();
        assertThat(DatabaseErrors.isBroken(ServerError.of(596, 21))).isTrue();
        assertThat(DatabaseErrors.isBroken(ServerError.of(1105, 17))).isFalse();
    }

    @Test
    void whatPeopleThrowIsNeverTakenForAnErrorOfAnEngine() {
        for (int number : new int[] {50200, 90131, 90067, 90028, 50000}) {
            assertThat(DatabaseErrors.kind(ServerError.of(number, 16)))
                    .as("THROW %d", number)
                    .isEqualTo(Kind.PERMANENT);
        }
        assertThat(DatabaseErrors.kind(ServerError.of(50000, 18))).isEqualTo(Kind.PERMANENT);
    }

    /** SqlClient's 233 and 121 are of the network; the server's are a NULL, and an INSERT with too many columns. */
    @Test
    void numbersThatOnlyAnotherDriverGivesToTheNetworkAreNotTransient() {
        for (int number : new int[] {20, 64, 121, 233, 997}) {
            assertThat(DatabaseErrors.isTransient(ServerError.of(number, 16)))
                    .as("%d", number)
                    .isFalse();
        }
    }

    @Test
    void theDriversErrorOfABatchHasTheNumberOnly() {
        SQLException batch = new BatchUpdateException("full", "S0002", 9002, new int[0]);

        assertThat(DatabaseErrors.kind(batch)).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void theErrorThatTellsMostDecidesWhereverItStands() {
        SQLException first = ServerError.of(3621, 16);
        first.setNextException(ServerError.of(9002, 17));

        assertThat(DatabaseErrors.kind(new IllegalStateException(first))).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aMigrationWaitsForADatabaseButNotForAPassword() {
        assertThat(Startup.isWorthWaiting(new FlywayException("x", ServerError.of(40613, 17))))
                .isTrue();
        assertThat(Startup.isWorthWaiting(new FlywayException("x", ServerError.of(3906, 16))))
                .isTrue();
        assertThat(Startup.isWorthWaiting(new FlywayException("x", ServerError.of(18456, 14))))
                .isFalse();
        assertThat(Startup.isWorthWaiting(new FlywayException("x", ServerError.of(208, 16))))
                .isFalse();
    }
}
