package estiva.worker.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import estiva.worker.write.Chunk;
import estiva.worker.write.TablePlace;
import estiva.worker.write.TableTraits;
import estiva.worker.write.TargetTable;
import estiva.worker.write.TargetVendor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One thread's part of a load, without a database: a file to rows, and to the values that a writer sends. The files are
 * those of the system's benchmarks, {@code deploy/bench.sh --only parse}, which says how many rows they have.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class ParseBenchmark {

    private static final TargetTable TABLE = new TargetTable(
            new TablePlace("any", "dbo", "BulkRow"),
            true,
            List.of(
                    TargetColumn.nullable("Id", Kind.BIGINT, 0, 0),
                    TargetColumn.nullable("Name", Kind.TEXT, 100, 0),
                    TargetColumn.nullable("City", Kind.TEXT, 60, 0),
                    TargetColumn.nullable("BornOn", Kind.DATE, 0, 0),
                    TargetColumn.nullable("UpdatedAt", Kind.DATETIME2, 0, 3),
                    TargetColumn.nullable("Amount", Kind.DECIMAL, 18, 2),
                    TargetColumn.nullable("Rate", Kind.DOUBLE, 0, 0),
                    TargetColumn.nullable("Active", Kind.BIT, 0, 0)),
            TableTraits.NONE,
            TargetVendor.SQL_SERVER);

    /** Its extension says the format. */
    @Param("bulk.csv")
    public String file;

    private final RowFiles files = new RowFiles(ReadLimits.DEFAULT);
    private LoadRequest request;

    @Setup
    public void describe() throws Exception {
        String format = file.substring(file.lastIndexOf('.') + 1);
        ImportSpec spec = ImportSpecs.read(
                new ObjectMapper().readTree("{\"target\": \"BulkRow\", \"format\": {\"type\": \"" + format + "\"}}"));
        request = new LoadRequest(LocalFile.at(Path.of(file)), file, "parse", null, null, spec, TestMemory.share());
    }

    @Benchmark
    public void rows(Blackhole taken) throws Exception {
        try (RowFile rows = open()) {
            for (Object row = rows.next(); row != null; row = rows.next()) {
                taken.consume(row);
            }
        }
    }

    @Benchmark
    public void values(Blackhole taken) throws Exception {
        try (RowFile rows = open()) {
            RowPlan plan = new PlanMaker(request, rows.header().orElse(null), TABLE).make();
            ChunkReader reader = new ChunkReader(rows, plan, new Tally(0, request.memory()), Stop.NEVER);
            for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                taken.consume(chunk);
                reader.end(chunk);
            }
        }
    }

    private RowFile open() throws Exception {
        return files.open(request.file(), request.spec(), request.memory(), Stop.NEVER);
    }
}
