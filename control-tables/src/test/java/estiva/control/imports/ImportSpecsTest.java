package estiva.control.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a definition, and what is said of one that is refused. */
class ImportSpecsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void allThatIsWrongIsNamedAtOnceEachWithItsPointer() {
        InvalidSpec error = refused("""
            {'target':7,'colour':'red','a/b':1,'format':{'type':'xml','delimiter':'','encoding':'UTF-99','header':1},
             'columns':[{'source':'a','colour':1,'size':2},'x',{'source':'b','locale':'_','checks':{'max':[]}},
                        {'source':'c','constant':'d'}]}\
            """);

        assertThat(error.violations())
                .extracting(InvalidSpec.Violation::pointer)
                .containsExactlyInAnyOrder(
                        "/target",
                        "/colour",
                        "/a~1b",
                        "/format/type",
                        "/format/delimiter",
                        "/format/encoding",
                        "/format/header",
                        "/columns/0/colour",
                        "/columns/0/size",
                        "/columns/1",
                        "/columns/2/locale",
                        "/columns/2/checks/max",
                        "/columns/3");
        assertThat(error.violations())
                .extracting(InvalidSpec.Violation::field)
                .contains("a/b", "columns[0].size", "columns[1]", "columns[2].checks.max");
        assertThat(error.violations())
                .extracting(InvalidSpec.Violation::message)
                .contains(
                        "must be a string",
                        "is not known; there are [source, constant, target, format, locale, timeZone, yearPivot, round,"
                                + " trueValues, falseValues, optional, required, nullTokens, trim, default, checks]",
                        "'xml' is not supported; there are [csv, fixed, jsonl, xlsx, parquet]",
                        "must be true or false",
                        "'UTF-99' is not a known encoding",
                        "must have exactly one of source and constant");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'timeZone':'Sao Paulo' | timeZone",
                "'yearPivot':2030 | yearPivot",
                "'yearPivot':2030,'format':'dd/MM/yyyy' | yearPivot",
                "'yearPivot':99,'format':'dd/MM/yy' | yearPivot",
                "'trueValues':['S','y'],'falseValues':['Y'] | falseValues",
                "'round':'yes' | round",
                "'optional':true,'required':true | optional",
            })
    void whatAColumnsMembersCannotMeanIsRefused(String members, String member) {
        assertThat(refused("{'target':'T','columns':[{'source':'a'," + members + "}]}")
                        .violations())
                .extracting(InvalidSpec.Violation::field)
                .containsExactly("columns[0]." + member);
    }

    @Test
    void onlyANameMayBeOptional() {
        assertThat(refused("{'target':'T','columns':[{'source':2,'target':'A','optional':true}]}")
                        .violations())
                .extracting(InvalidSpec.Violation::pointer)
                .containsExactly("/columns/0/optional");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "'x'", "null"})
    void whatIsNoObjectIsNoDefinition(String json) {
        assertThat(refused(json).violations())
                .extracting(InvalidSpec.Violation::message)
                .containsExactly("must be a JSON object");
    }

    @Test
    void nullIsAsGoodAsAbsent() throws Exception {
        ImportSpec spec =
                ImportSpecs.read(tree("{'target':'T','format':null,'columns':[{'source':'a','target':null}]}"));

        assertThat(spec.format()).isNull();
        assertThat(spec.columnsOrEmpty().get(0).target()).isNull();
    }

    @Test
    void nullInAScopeIsRefusedAndDoesNotWidenIt() {
        assertThat(refused("{'target':'T','mode':'replace','scope':{'ClientID':null,'Year':2026}}")
                        .violations())
                .extracting(InvalidSpec.Violation::pointer)
                .containsExactly("/scope/ClientID");
    }

    @Test
    void aHugeListOfFaultsIsCut() {
        StringBuilder columns = new StringBuilder("{'source':0}");
        columns.append(",{'source':0}".repeat(999));
        assertThat(refused("{'target':'T','columns':[" + columns + "]}").violations())
                .hasSize(100);
        assertThatThrownBy(() -> ImportSpecs.read(tree("{'target':'T'," + "'x':{".repeat(500) + "}".repeat(500) + "}")))
                .isInstanceOf(InvalidSpec.class);
    }

    @Test
    void aThousandColumnsWithAllThatMayBeSaidOfThemAreRead() throws Exception {
        String column =
                "{'source':'%1$d','target':'T%1$d','format':'#,##0.00','locale':'pt-BR','required':true,'trim':true,"
                        + "'nullTokens':['-','n/a'],'checks':{'min':1,'max':2,'regex':'[0-9]{1,9}','values':[1,2]}}";
        StringBuilder columns = new StringBuilder(column.formatted(0));
        for (int i = 1; i < 1_000; i++) {
            columns.append(',').append(column.formatted(i));
        }
        assertThat(ImportSpecs.read(tree("{'target':'T','columns':[" + columns + "]}"))
                        .columnsOrEmpty())
                .hasSize(1_000);
    }

    @Test
    void theOrderIsKeptWhereRowsTakeThePlaceOfOthersUnlessTheImportSaysOtherwise() throws Exception {
        assertThat(ImportSpecs.read(tree("{'target':'T'}")).keepsOrder()).isFalse();
        assertThat(ImportSpecs.read(tree("{'target':'T','order':'keep'}")).keepsOrder())
                .isTrue();
        String upsert = "{'target':'T','mode':'upsert','keys':['K']%s}";
        assertThat(ImportSpecs.read(tree(upsert.formatted(""))).keepsOrder()).isTrue();
        assertThat(ImportSpecs.read(tree(upsert.formatted(",'order':'free'"))).keepsOrder())
                .isFalse();
        assertThat(ImportSpecs.read(tree("{'target':'T','mode':'replace','scope':'all'}"))
                        .keepsOrder())
                .isTrue();
    }

    @Test
    void filesAfterAFailedOneWaitOnlyIfTheImportSaysSo() throws Exception {
        assertThat(ImportSpecs.read(tree("{'target':'T'}")).stopsAfterFailure()).isFalse();
        ImportSpec goesOn = ImportSpecs.read(tree("{'target':'T','onFailedFile':'continue'}"));
        assertThat(goesOn.stopsAfterFailure()).isFalse();
        assertThat(ImportSpecs.write(goesOn)).contains("\"onFailedFile\":\"continue\"");
        assertThat(ImportSpecs.read(tree("{'target':'T','onFailedFile':'stop'}"))
                        .stopsAfterFailure())
                .isTrue();
        assertThat(catchThrowableOfType(
                                InvalidSpec.class,
                                () -> ImportSpecs.read(tree("{'target':'T','onFailedFile':'goOn','order':'any'}")))
                        .violations())
                .extracting(InvalidSpec.Violation::field)
                .containsExactlyInAnyOrder("onFailedFile", "order");
    }

    /** 6.0 and 1e1 are whole numbers to JSON, and to its schemas. */
    @Test
    void wholeNumbersMayBeWrittenAsFloats() throws Exception {
        ImportSpec spec = ImportSpecs.read(exact("""
            {'target':'T','parallelFiles':6.0,'rejects':{'maxRows':1e1},'retry':{'maxAttempts':5e0},
             'format':{'type':'xlsx','skipLines':1.00,'sheet':2.0},'columns':[{'source':1e1,'target':'A'}]}\
            """));

        assertThat(spec.parallelFilesOrDefault()).isEqualTo(6);
        assertThat(spec.rejects().maxRows()).isEqualTo(10);
        assertThat(ImportSpecs.write(spec)).contains("\"sheet\":2}").contains("\"source\":10,");
        InvalidSpec half = catchThrowableOfType(
                InvalidSpec.class, () -> ImportSpecs.read(exact("{'target':'T','parallelFiles':6.5}")));
        assertThat(half.violations())
                .extracting(InvalidSpec.Violation::message)
                .containsExactly("must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e2147483000", "1e401"})
    void numbersThatMustNotBeWrittenOutAreRefused(String number) throws Exception {
        for (String json : List.of(
                "{'target':'T','columns':[{'source':%s}]}",
                "{'target':'T','parallelFiles':%s}",
                "{'target':'T','rejects':{'maxPercent':%s}}",
                "{'target':'T','mode':'replace','scope':{'A':%s}}",
                "{'target':'T','columns':[{'source':'a','checks':{'values':[1,%s]}}]}",
                "{'target':'T','x':%s}")) {
            assertThatThrownBy(() -> ImportSpecs.read(exact(json.formatted(number))))
                    .isInstanceOf(InvalidSpec.class)
                    .hasMessageContaining("too many digits");
        }
    }

    /** As the registry reads numbers. */
    private static JsonNode exact(String json) throws Exception {
        return new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(json.replace('\'', '"'));
    }

    private static InvalidSpec refused(String json) {
        return catchThrowableOfType(InvalidSpec.class, () -> ImportSpecs.read(tree(json)));
    }

    private static JsonNode tree(String json) throws Exception {
        return JSON.readTree(json.replace('\'', '"'));
    }
}
