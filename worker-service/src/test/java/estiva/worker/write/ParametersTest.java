package estiva.worker.write;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.worker.TargetDatabase;
import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ParametersTest {
    private static final String SWITCH = ".additional-jdbc-properties.sendTimeAsDatetime";

    @RegisterExtension
    static final TargetDatabase database = new TargetDatabase();

    @Test
    void aTimeArrivesAsItIsWhateverTheUrlSaysOfTimes() throws Exception {
        database.createTable("Hours", "At TIME(7)");
        try (Connection connection = sendingTimesAsDatetime()) {
            TargetTable table = TargetTable.find(connection, "Hours", null);
            Chunk chunk = new Chunk(1_000, 1_000, 0);
            chunk.add(new Object[] {LocalTime.parse("23:59:59.999")}, 1, 10);
            chunk.add(new Object[] {LocalTime.parse("00:00:00.789")}, 2, 10);
            Iterator<Chunk> chunks = List.of(chunk).iterator();

            RowWriter.inBatches(connection, table, table.columns())
                    .write(() -> chunks.hasNext() ? chunks.next() : null);

            try (ResultSet row = connection.createStatement().executeQuery("SELECT At FROM Hours ORDER BY At")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getObject(1, LocalTime.class)).isEqualTo("00:00:00.789");
                assertThat(row.next()).isTrue();
                assertThat(row.getObject(1, LocalTime.class)).isEqualTo("23:59:59.999");
            }
        }
    }

    @Test
    void theDataSourcesOfTheServicesSendTimesAsTimes() throws IOException {
        Properties shared = properties("META-INF/microprofile-config.properties");
        Properties worker = properties("application.properties");
        assertThat(shared).containsEntry("%sqlserver.quarkus.datasource.jdbc" + SWITCH, "false");
        assertThat(worker).containsEntry("%sqlserver.quarkus.datasource.heartbeat.jdbc" + SWITCH, "false");
    }

    @Test
    void aDecimalIsOfItsColumnsScaleWhateverItsOwn() throws SQLException {
        TargetColumn amount = TargetColumn.nullable("Amount", Kind.DECIMAL, 10, 2);
        try (Connection connection = database.connect();
                PreparedStatement statement = Parameters.prepare(connection, "SELECT ? AS Amount")) {
            for (String text : List.of("7", "7.5", "7.25", "-7")) {
                Parameters.bind(statement, 1, amount, new BigDecimal(text));
                try (ResultSet row = statement.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getBigDecimal(1)).isEqualTo(new BigDecimal(text).setScale(2));
                }
            }
        }
    }

    private static Connection sendingTimesAsDatetime() throws SQLException {
        Properties properties = new Properties();
        properties.put("user", database.username());
        properties.put("password", database.password());
        if (TargetDatabase.isSqlServer()) {
            properties.put("sendTimeAsDatetime", "true");
        }
        return DriverManager.getConnection(database.url(), properties);
    }

    /** Of all that have such a file: in a build the control tables are a folder or a jar. */
    private static Properties properties(String name) throws IOException {
        Properties properties = new Properties();
        for (URL url : Collections.list(ParametersTest.class.getClassLoader().getResources(name))) {
            try (InputStream stream = url.openStream()) {
                properties.load(stream);
            }
        }
        return properties;
    }
}
