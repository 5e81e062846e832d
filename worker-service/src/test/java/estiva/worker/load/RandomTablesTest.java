package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import estiva.worker.write.TablePlace;
import estiva.worker.write.TableTraits;
import estiva.worker.write.TargetTable;
import estiva.worker.write.TargetVendor;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random tables, written in each format and in random dialects of it, are read back value by value. The seeds are fixed. */
class RandomTablesTest {
    private static final int TABLES = 60;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TargetTable TABLE = new TargetTable(
            new TablePlace("any", "dbo", "Any"),
            true,
            List.of(
                    TargetColumn.nullable("Id", Kind.BIGINT, 0, 0),
                    TargetColumn.nullable("Name", Kind.TEXT, 400, 0),
                    TargetColumn.nullable("Code", Kind.TEXT, 400, 0),
                    TargetColumn.nullable("BornOn", Kind.DATE, 0, 0),
                    TargetColumn.nullable("UpdatedAt", Kind.DATETIME2, 0, 3),
                    TargetColumn.nullable("Amount", Kind.DECIMAL, 18, 4),
                    TargetColumn.nullable("Rate", Kind.DOUBLE, 0, 0),
                    TargetColumn.nullable("Active", Kind.BIT, 0, 0)),
            TableTraits.NONE,
            TargetVendor.SQL_SERVER);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(RandomTable.Format.class)
    void aTableIsReadBackAsItWasWritten(RandomTable.Format format) throws Exception {
        for (int seed = 0; seed < TABLES; seed++) {
            RandomTable table = new RandomTable(new Random(seed * 31L + format.ordinal()));
            ObjectNode spec = JSON.createObjectNode().put("target", "Any");
            Path file = table.write(format, folder.resolve("table" + seed), spec);

            List<Object[]> found = values(file, ImportSpecs.read(spec));

            assertThat(found).as("rows of %s %d: %s", format, seed, spec).hasSameSizeAs(table.rows());
            for (int row = 0; row < found.size(); row++) {
                assertThat(comparable(found.get(row)))
                        .as("row %d of %s %d: %s", row, format, seed, spec)
                        .isEqualTo(comparable(table.expected(format, row)));
            }
        }
    }

    private static List<Object[]> values(Path path, ImportSpec spec) throws Exception {
        LoadRequest request =
                new LoadRequest(LocalFile.at(path), "f", "ClienteA", null, null, spec, TestMemory.share());
        List<Object[]> values = new ArrayList<>();
        try (RowFile file = new RowFiles(ReadLimits.DEFAULT).open(request.file(), spec, request.memory(), Stop.NEVER)) {
            RowPlan plan = new PlanMaker(request, file.header().orElse(null), TABLE).make();
            Tally tally = new Tally(0, request.memory());
            for (Row row = file.next(); row != null; row = file.next()) {
                assertThat(row.problem()).isNull();
                Object[] found = plan.values(row, file.rowsRead(), tally);
                assertThat(found)
                        .as(() -> tally.take().stream()
                                .map(Reject::describe)
                                .toList()
                                .toString())
                        .isNotNull();
                values.add(found);
            }
        }
        return values;
    }

    /** 1.50 is 1.5. */
    private static List<Object> comparable(Object[] values) {
        return Arrays.stream(values)
                .map(value -> value instanceof BigDecimal number ? number.stripTrailingZeros() : value)
                .toList();
    }
}
