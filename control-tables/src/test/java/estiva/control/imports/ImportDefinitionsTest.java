package estiva.control.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.client.VisibleClients;
import estiva.control.database.TestDatabase;
import estiva.control.process.ControlTables;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportDefinitionsTest {
    private static TestDatabase testDatabase;
    private static ImportDefinitions definitions;

    @BeforeAll
    static void migrate() {
        testDatabase = TestDatabase.migrated();
        definitions = new ImportDefinitions(testDatabase.control());
    }

    @AfterAll
    static void drop() {
        testDatabase.close();
    }

    @Test
    void aVersionIsMadeOnlyIfSomethingChanged() throws Exception {
        ImportSpec cities = spec("{'target':'Cities'}");

        assertThat(definitions
                        .put("cities", cities, ControlTables.DEED)
                        .definition()
                        .version())
                .isEqualTo(1);
        assertThat(definitions.put("Cities", cities, ControlTables.DEED).isNew())
                .isFalse();
        assertThat(definitions
                        .put("cities", spec("{'target':'Cities','rejects':{'maxRows':3}}"), ControlTables.DEED)
                        .definition()
                        .version())
                .isEqualTo(2);

        assertThat(definitions.versions("CITIES", null, 10, VisibleClients.ALL))
                .extracting(ImportVersion::version)
                .containsExactly(2, 1);
        assertThat(definitions.versions("CITIES", 2, 10, VisibleClients.ALL))
                .extracting(ImportVersion::version)
                .containsExactly(1);
        assertThat(definitions
                        .current("cities")
                        .orElseThrow()
                        .definition()
                        .rejectsOrDefault()
                        .mostRows())
                .isEqualTo(3);
    }

    @Test
    void aFileFindsItsDefinitionByNameThenByItsClientsPatternThenByItsClientsName() throws Exception {
        definitions.put("named", spec("{'target':'T1'}"), ControlTables.DEED);
        definitions.put(
                "by-pattern",
                spec("{'target':'T2','processName':'ClienteA','fileNames':'Vendas*.CSV'}"),
                ControlTables.DEED);
        definitions.put("ClienteA", spec("{'target':'T3'}"), ControlTables.DEED);

        assertThat(resolve("ClienteA", "vendas-2025.csv", "named")).isEqualTo("named");
        assertThat(resolve("clientea", "2025/vendas-2025.csv", null)).isEqualTo("by-pattern");
        assertThat(resolve("ClienteA", "compras.csv", null)).isEqualTo("ClienteA");
        assertThat(resolve("ClienteB", "vendas-2025.csv", null)).isNull();
        assertThat(resolve("ClienteA", "vendas.csv", "unknown")).isNull();
    }

    @Test
    void ofOverlappingPatternsTheOneWithTheMostLiteralCharactersWinsAndThenTheName() throws Exception {
        ImportDefinition sales = put("a-sales", "{'target':'T1','processName':'C13','fileNames':'sales*.csv'}");
        ImportDefinition returns =
                put("b-returns", "{'target':'T2','processName':'C13','fileNames':'sales-returns*.csv'}");
        ImportDefinition same = put("c-same", "{'target':'T3','processName':'C13','fileNames':'*sales.csv'}");
        put("d-others", "{'target':'T4','processName':'C13','fileNames':'stock*.csv'}");
        put("e-foreign", "{'target':'T5','processName':'C14','fileNames':'sales*.csv'}");

        assertThat(resolve("C13", "sales-returns-1.csv", null)).isEqualTo("b-returns");
        assertThat(resolve("C13", "sales-1.csv", null)).isEqualTo("a-sales");
        assertThat(resolve("C13", "sales.csv", null)).isEqualTo("a-sales");
        assertThat(resolve("C13", "x-sales.csv", null)).isEqualTo("c-same");
        assertThat(definitions.overlaps(returns))
                .containsExactly(
                        "fileNames sales-returns*.csv and sales*.csv of import a-sales can both fit a file; it takes"
                                + " import b-returns",
                        "fileNames sales-returns*.csv and *sales.csv of import c-same can both fit a file; it takes"
                                + " import b-returns");
        assertThat(definitions.overlaps(sales))
                .hasSize(2)
                .anyMatch(overlap -> overlap.endsWith("it takes import b-returns"))
                .anyMatch(overlap -> overlap.endsWith("it takes import a-sales"));
        assertThat(definitions.overlaps(same)).anyMatch(overlap -> overlap.endsWith("it takes import a-sales"));
        assertThat(definitions.overlaps(put("f-none", "{'target':'T6','processName':'C13'}")))
                .isEmpty();
    }

    private ImportDefinition put(String name, String json) throws Exception {
        return definitions.put(name, spec(json), ControlTables.DEED).definition();
    }

    /** By hand, or by a release that knew no limits. */
    @Test
    void aStoredDefinitionThatCannotBeUsedSaysSoAndIsReplacedByAPut() throws Exception {
        for (String text : List.of(
                "null", "[]", "{\"target\":", "{\"colour\":1}", "{\"target\":\"" + "x".repeat(3 << 20) + "\"}")) {
            String name = "stored" + text.hashCode();
            testDatabase
                    .control()
                    .useTransaction(handle -> handle.createUpdate("""
                            INSERT INTO ImportDefinition (ImportName, Version, ProcessName, FileNames, Definition)
                            VALUES (:name, 1, 'Hand', '*.csv', :text)""")
                            .bind("name", name)
                            .bind("text", text)
                            .execute());

            assertThatThrownBy(() -> definitions.current(name))
                    .isInstanceOf(UnusableDefinition.class)
                    .hasMessageContaining("'" + name + "'")
                    .hasMessageContaining("PUT");
            assertThat(definitions.list(null, 1000, VisibleClients.ALL))
                    .extracting(ImportVersion::importName)
                    .contains(name);
            assertThat(definitions
                            .put(name, spec("{'target':'T'}"), ControlTables.DEED)
                            .definition()
                            .version())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'target':'T','colour':'red'}                                          | colour
                    {'target':'T','format':{'delimiter':'123456789'}}                      | format.delimiter
                    {'target':'T','format':{'delimiter':'\\n'}}                            | format.delimiter
                    {'target':'T','format':{'quote':';;'}}                                 | format.quote
                    {'target':'T','format':{'delimiter':'a~b','quote':'~'}}                | format.quote
                    {'target':'T','format':{'escape':',' }}                                | format.escape
                    {'target':'T','format':{'comment':',' }}                               | format.comment
                    {'target':'T','format':{'type':'jsonl','delimiter':';'}}               | format.delimiter
                    {'target':'T','format':{'type':'xlsx','compression':'zip'}}            | format.compression
                    {'target':'T','format':{'type':'parquet','compression':'gzip'}}        | format.compression
                    {'target':'T','format':{'type':'parquet','header':true}}               | format.header
                    {'target':'T','format':{'type':'parquet','skipLines':1}}               | format.skipLines
                    {'target':'T','format':{'type':'parquet','delimiter':';'}}             | format.delimiter
                    {'target':'T','format':{'sheet':1}}                                    | format.sheet
                    {'target':'T','format':{'type':'xlsx','sheet':0}}                      | format.sheet
                    {'target':'T','format':{'compression':'gzip','member':'a*'}}           | format.member
                    {'target':'T','format':{'type':'fixed'}}                               | format.fields
                    {'target':'T','format':{'type':'fixed','fields':[{'name':'a'},{'length':2}]}} | format.fields[0].length
                    {'target':'T','format':{'type':'fixed','fields':[{'start':0}]}}        | format.fields[0].start
                    {'target':'T','format':{'recordLength':5}}                             | format.recordLength
                    {'target':'T','format':{'type':'fixed','recordLength':5,'fields':[{'length':4},{'length':2}]}} | format.fields[1]
                    {'target':'T','format':{'type':'fixed','recordLength':5,'fields':[{'start':6}]}} | format.fields[0]
                    {'target':'T','format':{'type':'jsonl'},'columns':[{'source':1,'target':'A'}]} | columns[0].source
                    {'target':'T','format':{'encoding':'UTF-99'}}                          | format.encoding
                    {'target':'T','format':{'quote':',' }}                                 | format.quote
                    {'target':'T','mode':'merge'}                                          | mode
                    {'target':'T','mode':'replace'}                                        | scope
                    {'target':'T','mode':'replace','scope':'everything'}                   | scope
                    {'target':'T','mode':'replace','scope':{}}                             | scope
                    {'target':'T','mode':'replace','scope':{'ClientID':[1]}}               | scope.ClientID
                    {'target':'T','mode':'replace','scope':{'ClientID':'${client}'}}       | scope.ClientID
                    {'target':'T','scope':'all'}                                           | scope
                    {'target':'T','mode':'upsert'}                                         | keys
                    {'target':'T','mode':'upsert','keys':['Id','ID']}                      | keys
                    {'target':'T','commit':{'per':'rows'}}                                 | commit.rows
                    {'target':'T','minRows':5,'commit':{'per':'rows','rows':9000}}         | minRows
                    {'target':'T','commit':{'per':'rows','rows':5}}                        | commit.rows
                    {'target':'T','commit':{'rows':5000}}                                  | commit.rows
                    {'target':'T','mode':'replace','scope':'all','commit':{'per':'rows','rows':1000}} | commit.per
                    {'target':'T','mode':'replace','scope':'all','parallelFiles':2}                     | parallelFiles
                    {'target':'T','parallelFiles':0}                                                     | parallelFiles
                    {'target':'T','triggers':'never'}                                                    | triggers
                    {'target':'T','triggers':'skip','mode':'replace','scope':'all'}                      | triggers
                    {'target':'T','triggers':'skip','mode':'upsert','keys':['Id']}                       | triggers
                    {'target':'T','triggers':'skip','commit':{'per':'rows','rows':5000}}                 | triggers
                    {'target':'T','triggers':'skip','procedures':{'afterFile':'dbo.P'}}                  | triggers
                    {'target':'T','keys':['Id']}                                           | keys
                    {'target':'T','duplicateKeys':'last'}                                  | duplicateKeys
                    {'target':'T','mode':'upsert','keys':['Id'],'duplicateKeys':'any'}     | duplicateKeys
                    {'target':'T','rejects':{'maxPercent':100.5}}                          | rejects.maxPercent
                    {'target':' '}                                                         | target
                    {}                                                                     | target
                    {'target':'T','columns':[{'target':'A'}]}                              | columns[0]
                    {'target':'T','columns':[{'source':0,'target':'A'}]}                   | columns[0].source
                    {'target':'T','columns':[{'source':2}]}                                | columns[0].target
                    {'target':'T','columns':[{'source':'a'},{'source':'b','locale':'_'}]}  | columns[1].locale
                    {'target':'T','columns':[{'source':'a','format':'#.0.0'}]}              | columns[0].format
                    {'target':'T','format':{'header':false}}                               | columns
                    {'target':'T','headers':'loose'}                                       | headers
                    {'target':'T','unknownColumns':'keep'}                                 | unknownColumns
                    {'target':'T','format':{'header':false},'columns':[{'source':1,'target':'A'}],'unknownColumns':'refuse'} | unknownColumns
                    {'target':'T','columns':[{'constant':'${file}','target':'A'}]}         | columns[0].constant
                    {'target':'T','columns':[{'source':'a','default':'${x}'}]}             | columns[0].default
                    {'target':'T','columns':[{'source':'a','default':'0','required':true}]} | columns[0].default
                    {'target':'T','columns':[{'source':'a','checks':{'min':[1]}}]}         | columns[0].checks.min
                    {'target':'T','columns':[{'source':'a','checks':{'values':[]}}]}       | columns[0].checks.values
                    {'target':'T','columns':[{'source':'a','checks':{'values':[1,{}]}}]}   | columns[0].checks.values[1]
                    {'target':'T','columns':[{'source':'a','checks':{'regex':'(a'}}]}      | columns[0].checks.regex
                    {'target':'T','columns':[{'source':'a','checks':{'regex':'(a)\\\\1'}}]}  | columns[0].checks.regex
                    {'target':'T','columns':[{'source':'a','checks':{'regex':'((a{999}){999}){999}'}}]} | columns[0].checks.regex
                    {'target':'T','columns':[{'source':'a','checks':{'unique':true}}]}     | columns[0].checks.unique
                    {'target':'T','rejects':{'maxRows':-1}}                                | rejects.maxRows
                    {'target':'T','rejects':{'maxRows':'many'}}                            | rejects.maxRows
                    """)
    void aDefinitionThatCannotBeUsedNamesTheMember(String json, String field) {
        assertThatThrownBy(() -> spec(json))
                .isInstanceOfSatisfying(
                        InvalidSpec.class,
                        error -> assertThat(error.violations())
                                .extracting(InvalidSpec.Violation::field)
                                .isEqualTo(List.of(field)));
    }

    private static String resolve(String client, String fileName, String importName) {
        return definitions
                .resolve(client, fileName, importName)
                .map(ImportDefinition::importName)
                .orElse(null);
    }

    private static ImportSpec spec(String json) throws Exception {
        return ImportSpecs.read(new ObjectMapper().readTree(json.replace('\'', '"')));
    }
}
