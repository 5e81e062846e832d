package estiva.worker.process;

import estiva.control.process.ControlTables;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.claim.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One client's files on their way through a worker's loader: the short forms that stories of loads are told in. */
public final class Loading {
    private static final String CLIENT = "ClienteA";

    private final ControlTables tables;
    private final LoadFiles files;
    private final ProcessLoader loader;

    /** @param stagingRows from which an append goes through a staging table */
    public Loading(ControlTables tables, Path root, long stagingRows) {
        this(tables, new LoadFiles(tables, root), stagingRows);
    }

    Loading(ControlTables tables, LoadFiles files, long stagingRows) {
        this.tables = tables;
        this.files = files;
        loader = files.processLoader(stagingRows);
    }

    public void define(String json) throws Exception {
        files.define(CLIENT, json);
    }

    /** Registers a file of that content, loads it to its end, and gives what is written of it. */
    public FileRow load(String content) throws IOException {
        Run run = claim(content);
        load(run);
        return tables.file(run.claim().processId(), 0);
    }

    /** Registers a file of that content, and claims its process. */
    public Run claim(String content) throws IOException {
        files.write("file.csv", content);
        return claimFile("file.csv");
    }

    /** Registers a file that is there, and claims its process. */
    public Run claimFile(String name) {
        return files.claims(tables.register(CLIENT, name)).get(0);
    }

    /** Claims a process that another claim did not end. */
    public Run claim(long processId) {
        return files.claims(processId).get(0);
    }

    public void load(Run run) {
        if (loader.load(run)) {
            tables.claims.finish(run.claim());
        }
    }

    public List<String> rejects(FileRow file) {
        return tables.rejects(file.fileId()).stream()
                .map(it -> it.rowNumber() + "|" + it.columnName() + "|" + it.reason() + "|" + it.rawText())
                .toList();
    }
}
