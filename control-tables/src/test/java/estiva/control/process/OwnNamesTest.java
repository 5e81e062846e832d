package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.client.Clients;
import estiva.control.database.ControlDatabase;
import estiva.control.database.Schema;
import estiva.control.database.TestDatabase;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that the database takes for equal are one client and one import, in keys that Java makes of them too. */
class OwnNamesTest {

    @Test
    void aProcessThatAScriptInsertedGetsItsClientsOwnName() {
        try (TestDatabase database = TestDatabase.migrated()) {
            assertThat(adopted(database.control(), "ClienteA", "cLIENTEa ")).isEqualTo("ClienteA");
        }
    }

    /** Where the collation takes no account of accents, no lower case in Java makes the two one. */
    @Test
    @DisabledIf("estiva.control.database.TestDatabase#isSqlServer")
    void thatIsSoByWhateverCollationTheDatabaseHas() {
        try (TestDatabase database = TestDatabase.create()) {
            accentsDoNotCount(database);

            assertThat(adopted(database.control(), "Relatório", "relatorio")).isEqualTo("Relatório");
        }
    }

    /** SQL Server's word for each pair: collations of Windows and of SQL Server differ over the sharp s. */
    @ParameterizedTest
    @CsvSource({"Straße, STRASSE", "Relatório, relatorio", "Œuvre, OEUVRE", "ﬁnal, FINAL", "ＡＢＣ, abc"})
    void whatTheServerTakesForEqualIsOneClient(String client, String written) {
        try (TestDatabase database = TestDatabase.migrated()) {
            ControlDatabase control = database.control();
            new Clients(control).ensure(client, ControlTables.DEED);
            boolean isEqual = control.read(
                            handle -> handle.createQuery("SELECT COUNT(*) FROM Client WHERE ProcessName = :written")
                                    .bind("written", written)
                                    .mapTo(Integer.class)
                                    .one())
                    == 1;

            assertThat(adopted(control, client, written)).isEqualTo(isEqual ? client : written);
        }
    }

    @Test
    @DisabledIf("estiva.control.database.TestDatabase#isSqlServer")
    void aVersionOfAnImportIsCalledAsTheFirstOneIs() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            accentsDoNotCount(database);
            ImportDefinitions imports = new ImportDefinitions(database.control());
            imports.put("Relatório", spec("Vendas"), ControlTables.DEED);

            imports.put("relatorio", spec("Compras"), ControlTables.DEED);

            assertThat(imports.version("RELATORIO", 2).orElseThrow().importName())
                    .isEqualTo("Relatório");
        }
    }

    @Test
    void aRegistrationIsOfTheClientsOwnNameToo() {
        try (TestDatabase database = TestDatabase.migrated()) {
            ControlDatabase control = database.control();
            Clients clients = new Clients(control);
            clients.ensure("ClienteA", ControlTables.DEED);

            new Registrations(control, clients)
                    .register(
                            new NewProcess("CLIENTEA", null, null, 0, null, null, "test", ControlTables.files("a.csv")),
                            null,
                            ControlTables.DEED);

            assertThat(names(control)).containsExactly("ClienteA");
        }
    }

    private static void accentsDoNotCount(TestDatabase database) {
        database.control().useTransaction(handle -> handle.execute("SET COLLATION PORTUGUESE STRENGTH PRIMARY"));
        new Schema(database.control()).migrate();
    }

    private static ImportSpec spec(String target) throws Exception {
        return ImportSpecs.read(
                new com.fasterxml.jackson.databind.ObjectMapper().readTree("{\"target\":\"" + target + "\"}"));
    }

    private static String adopted(ControlDatabase database, String client, String written) {
        Clients clients = new Clients(database);
        clients.ensure(client, ControlTables.DEED);
        database.useTransaction(handle -> {
            handle.createUpdate("INSERT INTO FileControl (ProcessName, Status) VALUES (:name, 'Pending')")
                    .bind("name", written)
                    .execute();
            handle.execute("INSERT INTO FileParameters (ProcessID, FileName, Status)"
                    + " SELECT ProcessID, 'a.csv', 'Pending' FROM FileControl");
        });
        Adoption adoption = new Adoption(database, clients);
        adoption.strangers(0, 10).forEach(adoption::adopt);
        return String.join(",", names(database));
    }

    /** With a column of no index: an index of H2 keeps the text that it had, if the new one is equal to it. */
    private static List<String> names(ControlDatabase database) {
        return database.read(handle -> handle.createQuery("SELECT ProcessName, LastError FROM FileControl")
                .map((row, context) -> row.getString("ProcessName"))
                .list());
    }
}
