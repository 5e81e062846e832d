package estiva.worker.load;

import estiva.worker.convert.TargetColumn;
import estiva.worker.read.CsvFile;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.Chunk;
import estiva.worker.write.ChunkSource;
import estiva.worker.write.TargetTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Several small files of one import as one stream of rows. It goes smoothly or not at all: whatever is not quite right
 * with any of them ends the stream, and each is then to be loaded for itself, which says what is wrong and where.
 */
final class FilesTogether implements ChunkSource {

    private final List<LoadRequest> requests;
    private final TargetTable table;
    private final BooleanSupplier stopRequested;
    private final List<LoadResult> results = new ArrayList<>();
    private List<TargetColumn> targets;
    private CsvFile file;
    private ChunkReader reader;
    private Tally tally;
    private boolean isSmooth = true;

    FilesTogether(List<LoadRequest> requests, TargetTable table, BooleanSupplier stopRequested) {
        this.requests = requests;
        this.table = table;
        this.stopRequested = stopRequested;
    }

    /** Opens the first file, whose header says which columns are written; the others must say the same. */
    boolean begin() {
        return openNext();
    }

    TargetTable table() {
        return table;
    }

    List<TargetColumn> targets() {
        return targets;
    }

    @Override
    public Chunk next() {
        Chunk chunk = new Chunk();
        try {
            while (isSmooth && file != null && !chunk.isFull()) {
                isSmooth = reader.fill(chunk, stopRequested);
                if (isSmooth && !chunk.isFull()) {
                    endFile();
                    if (results.size() < requests.size()) {
                        openNext();
                    }
                }
            }
        } catch (UnreadableFile | TooManyRejects e) {
            isSmooth = false;
        }
        if (!isSmooth) {
            close();
        }
        return isSmooth && chunk.size() > 0 ? chunk : null;
    }

    /** @return one result a request, in their order; null if it did not go smoothly */
    List<LoadResult> results(long written) {
        long loaded = results.stream().mapToLong(LoadResult::rowsLoaded).sum();
        return isSmooth && results.size() == requests.size() && loaded == written ? results : null;
    }

    private boolean openNext() {
        LoadRequest request = requests.get(results.size());
        try {
            file = CsvFile.open(request.file(), request.spec().formatOrDefault());
            RowPlan plan = new PlanMaker(request, file.header().orElse(null), table).make();
            isSmooth = targets == null || targets.equals(plan.targets());
            targets = plan.targets();
            tally = new Tally(0);
            reader = new ChunkReader(file, plan, tally);
        } catch (UnreadableFile | PlanRefused e) {
            isSmooth = false;
        }
        if (!isSmooth) {
            close();
        }
        return isSmooth;
    }

    private void endFile() {
        results.add(tally.result(file.rowsRead(), file.size(), file.hash()));
        close();
    }

    void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            isSmooth = false;
        }
        file = null;
    }
}
