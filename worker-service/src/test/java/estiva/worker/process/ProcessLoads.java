package estiva.worker.process;

import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import estiva.worker.claim.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A worker that loads whole processes, whose target is empty, and the short forms their stories are told in. */
abstract class ProcessLoads {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    LoadFiles files;
    ProcessLoader loader;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Vendas (Id INT NOT NULL PRIMARY KEY, Valor DECIMAL(10,2), Dia DATE)");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Vendas");
        files = new LoadFiles(tables, root);
        loader = files.processLoader(1_000);
        define("ClienteA", "{'target':'Vendas','rejects':{'maxRows':1}}");
    }

    Claim load(String... fileNames) {
        Run run = claim(tables.register("ClienteA", fileNames));
        run(run);
        return run.claim();
    }

    Run claim(long processId) {
        return files.claims(processId).get(0);
    }

    void run(Run run) {
        if (loader.load(run)) {
            tables.claims.finish(run.claim());
        }
    }

    void define(String name, String json) throws Exception {
        files.define(name, json);
    }

    void write(String name, String content) throws IOException {
        files.write(name, content);
    }

    static String ids() {
        return tables.line("SELECT Id FROM Vendas ORDER BY Id");
    }
}
