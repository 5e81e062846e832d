package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpecs;
import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.Header;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import estiva.worker.write.TablePlace;
import estiva.worker.write.TableTraits;
import estiva.worker.write.TargetTable;
import estiva.worker.write.TargetVendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger table that takes INSERTs only: what a load and a preview make of a file for it. */
class AppendOnlyTableTest {
    private static final TargetColumn ID =
            TargetColumn.nullable("Id", Kind.INT, 0, 0).notNull();
    private static final TargetColumn GENERATED = new TargetColumn(
            "ledger_start_transaction_id", Kind.BIGINT, 19, 0, false, false, false, null, "bigint", "?");
    private static final TargetTable TABLE = new TargetTable(
            new TablePlace("any", "dbo", "Payments"),
            true,
            List.of(ID, GENERATED),
            new TableTraits(false, false, true, false, false, false),
            TargetVendor.SQL_SERVER);

    @TempDir
    Path folder;

    @Test
    void itIsAppendedToWithoutTheColumnsThatTheServerFills() throws Exception {
        assertThat(plan("{'target':'Payments'}", "Id").targets()).containsExactly(ID);
    }

    @Test
    void aFileThatFillsSuchAColumnIsToldToLeaveItOut() {
        assertThatThrownBy(() -> plan("{'target':'Payments'}", "Id,ledger_start_transaction_id"))
                .isInstanceOf(PlanRefused.class)
                .hasMessageContaining("is filled by the server")
                .hasMessageContaining("generated always");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'mode':'replace','scope':'all'", "'mode':'upsert','keys':['Id']"})
    void whatWouldUpdateOrDeleteIsRefusedBeforeAnythingIsRead(String mode) {
        assertThatThrownBy(() -> plan("{'target':'Payments'," + mode + "}", "Id"))
                .isInstanceOf(PlanRefused.class)
                .hasMessageContaining("is an append-only ledger table")
                .hasMessageContaining("use mode append");
    }

    private RowPlan plan(String spec, String names) throws Exception {
        Path path = Files.writeString(folder.resolve("file.csv"), names + "\n1,2\n");
        LoadRequest request = new LoadRequest(
                LocalFile.at(path),
                "file.csv",
                "ClienteA",
                null,
                null,
                ImportSpecs.read(new ObjectMapper().readTree(spec.replace('\'', '"'))),
                TestMemory.share());
        try (RowFile file =
                new RowFiles(ReadLimits.DEFAULT).open(request.file(), request.spec(), request.memory(), Stop.NEVER)) {
            Header header = file.header().orElseThrow();
            return new PlanMaker(request, header, TABLE).make();
        }
    }
}
