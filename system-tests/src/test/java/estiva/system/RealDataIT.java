package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real files of Brazil's municipalities and states, where they lie beside the project: every row is compared. */
class RealDataIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static TestCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        boolean isThere = Files.exists(Project.realData().resolve("municipios.csv"));
        if (!isThere) {
            System.out.println("RealDataIT skipped: no " + Project.realData().resolve("municipios.csv"));
        }
        assumeTrue(isThere);
        cluster = TestCluster.start(RealDataIT.class, settings -> settings.withWorkers(1));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void everyMunicipalityArrivesAsItIsWritten() throws IOException, SQLException {
        cluster.sql().execute("""
                CREATE TABLE Municipality (IbgeCode INT NOT NULL, Name NVARCHAR(100) NOT NULL, Latitude DECIMAL(9,6),
                Longitude DECIMAL(9,6), IsCapital BIT, StateCode SMALLINT, SiafiID NVARCHAR(4), AreaCode TINYINT,
                TimeZone NVARCHAR(40))""");
        cluster.registry().putImport("municipios", """
                {"target": "Municipality", "columns": [
                  {"source": "codigo_ibge", "target": "IbgeCode", "required": true},
                  {"source": "nome", "target": "Name", "required": true},
                  {"source": "latitude", "target": "Latitude"}, {"source": "longitude", "target": "Longitude"},
                  {"source": "capital", "target": "IsCapital"}, {"source": "codigo_uf", "target": "StateCode"},
                  {"source": "siafi_id", "target": "SiafiID"}, {"source": "ddd", "target": "AreaCode"},
                  {"source": "fuso_horario", "target": "TimeZone"}]}""");

        load("municipios.csv", "municipios");

        List<String> loaded = cluster.sql()
                .rows(
                        row -> row.getInt(1) + "|" + row.getString(2) + "|" + plain(row.getBigDecimal(3)) + "|"
                                + plain(row.getBigDecimal(4)) + "|" + row.getBoolean(5) + "|" + row.getInt(6) + "|"
                                + row.getString(7) + "|" + row.getInt(8) + "|" + row.getString(9),
                        "SELECT * FROM Municipality");
        assertThat(loaded)
                .hasSizeGreaterThan(5_000)
                .containsExactlyInAnyOrderElementsOf(lines(
                        "municipios.csv",
                        field -> field[0] + "|" + field[1] + "|" + plain(new BigDecimal(field[2])) + "|"
                                + plain(new BigDecimal(field[3])) + "|" + field[4].equals("1") + "|" + field[5] + "|"
                                + field[6] + "|" + field[7] + "|" + field[8]));
    }

    @Test
    void everyStateArrivesThoughItsFileBeginsWithAByteOrderMark() throws IOException, SQLException {
        cluster.sql().execute("""
                CREATE TABLE FederalState (Code SMALLINT NOT NULL, Abbreviation CHAR(2), Name NVARCHAR(60),
                Latitude FLOAT, Longitude FLOAT, Region NVARCHAR(20))""");
        cluster.registry().putImport("estados", """
                {"target": "FederalState", "columns": [
                  {"source": "codigo_uf", "target": "Code", "required": true},
                  {"source": "uf", "target": "Abbreviation"}, {"source": "nome", "target": "Name"},
                  {"source": "latitude", "target": "Latitude"}, {"source": "longitude", "target": "Longitude"},
                  {"source": "regiao", "target": "Region"}]}""");

        load("estados.csv", "estados");

        List<String> loaded = cluster.sql()
                .rows(
                        row -> row.getInt(1) + "|" + row.getString(2) + "|" + row.getString(3) + "|" + row.getDouble(4)
                                + "|" + row.getDouble(5) + "|" + row.getString(6),
                        "SELECT * FROM FederalState");
        assertThat(loaded)
                .hasSize(27)
                .containsExactlyInAnyOrderElementsOf(lines(
                        "estados.csv",
                        field -> field[0] + "|" + field[1] + "|" + field[2] + "|" + Double.parseDouble(field[3]) + "|"
                                + Double.parseDouble(field[4]) + "|" + field[5]));
    }

    private static void load(String file, String importName) throws IOException, SQLException {
        Files.copy(Project.realData().resolve(file), cluster.files().resolve(file));
        long processId = cluster.registry().register(Registration.of("IBGE", importName, file));
        ControlRows.ProcessRow row = cluster.awaitOver(processId, LIMIT);
        assertThat(row.status())
                .as(row + " " + cluster.tables().files(processId))
                .isEqualTo("Completed");
    }

    /** The files have no quoted field, so that a plain split reads them independently of our reader. */
    private static List<String> lines(String file, Function<String[], String> line) throws IOException {
        Path path = Project.realData().resolve(file);
        return Files.readAllLines(path).stream()
                .skip(1)
                .map(text -> line.apply(text.split(",")))
                .toList();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
