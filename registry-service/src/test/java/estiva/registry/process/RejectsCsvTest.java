package estiva.registry.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.imports.FileFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectsCsvTest {
    private final StringBuilder out = new StringBuilder();

    @Test
    void aHeaderAndItsRowsAreWrittenAsTheFileHasThem() throws IOException {
        RejectsCsv csv = csv("{\"delimiter\":\";\"}");
        csv.begin(1, List.of("id", "no\"me"));
        csv.row(reject("1;\"a;\"\"b\"\"\r\nc\"", "no\"me", "is bad; really"), true);

        assertThat(out.toString())
                .isEqualTo("\uFEFFRejected rows\r\n"
                        + "\"id\";\"no\"\"me\";\"EstivaRow\";\"EstivaColumn\";\"EstivaReason\"\r\n"
                        + "1;\"a;\"\"b\"\"\r\nc\";\"7\";\"no\"\"me\";\"is bad; really\"\r\n");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1,=cmd(),2            | 1,'=cmd(),2
            "=1+1",@x             | "'=1+1",'@x
            -5,+7.50,-1.234       | -5,+7.50,-1.234
            -5+1,+a,-             | '-5+1,'+a,'-
            a=b,"x,=y",""         | a=b,"x,=y",""
            "a""b,=c",=d          | "a""b,=c",'=d
            ＝1,,                 | '＝1,,
            "open,=x              | "open,=x
            "",=x                 | "",'=x
            """)
    void whatWouldBeAFormulaIsDefusedAndNothingElseIsTouched(String raw, String expected) throws IOException {
        csv("{}").row(reject(raw, null, "r"), true);

        assertThat(out.toString()).isEqualTo(expected + ",\"7\",\"\",\"r\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n=1+1",
                "\r\n=1+1",
                "\n\n@x",
                "\r=1",
                "\n",
                "\ntext",
                "\t-1+2",
                " =1+1",
                "\u00A0=1",
                "\u3000+a",
                "\u2028=1",
                "\u2029=1",
                "\u0085=1",
                "\u200B=1",
                "\uFEFF=1",
                "\0=1",
                "\u000B@x",
                "\u000C-a",
                " \n \t=1",
                " \uFF1D1",
                "\uFE66x",
                "\uFF0Da",
                "\uFF20x"
            })
    void whatASpreadsheetDropsBeforeAFormulaDoesNotHideIt(String text) throws IOException {
        RejectsCsv csv = csv("{}");
        csv.row(reject("1,\"" + text + "\"", null, text), true);
        csv.remark(text);

        assertThat(out.toString())
                .isEqualTo("1,\"'" + text + "\",\"7\",\"\",\"'" + text + "\"\r\n\"'" + text + "\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {" -5", "-5 ", "\u00A0+7,50", " text", "a\n=b", "x =1", " ", "12 -3"})
    void whatIsNoFormulaStaysAsItIs(String text) throws IOException {
        csv("{}").row(reject("1,\"" + text + "\"", null, "r"), true);

        assertThat(out.toString()).isEqualTo("1,\"" + text + "\",\"7\",\"\",\"r\"\r\n");
    }

    @Test
    void quotesThatNoSpreadsheetKnowsHideNoFormula() throws IOException {
        csv("{\"quote\":\"'\"}").row(reject("\"=1+1\",'a\n=b\r\n@c\r\n\r\nd\n-2','\n=e'", null, "r"), true);

        assertThat(out.toString())
                .isEqualTo("\u2019\"=1+1\",'a\n\u2019=b\r\n\u2019@c\r\n\r\nd\n-2','\u2019\n\u2019=e','7','','r'\r\n");
    }

    @ParameterizedTest
    @MethodSource("signs")
    void theSignBeforeAFormulaMeansNothingElseInTheFile(Map<String, String> format, String sign) throws IOException {
        csv(new ObjectMapper().writeValueAsString(format)).row(reject("=1", null, "r"), true);

        assertThat(out.toString()).startsWith(sign + "=1");
    }

    static List<Arguments> signs() {
        return List.of(
                arguments(Map.of(), "'"),
                arguments(Map.of("comment", "'"), "\u2019"),
                arguments(Map.of("escape", "'"), "\u2019"),
                arguments(Map.of("quote", "'", "comment", "\u2019"), "`"),
                arguments(Map.of("quote", "'", "comment", "\u2019", "escape", "?", "delimiter", "`_^~*:!#"), "$"));
    }

    @Test
    void aReasonOrAColumnThatWouldBeAFormulaIsDefusedToo() throws IOException {
        csv("{\"delimiter\":\"||\",\"quote\":\"'\"}").row(reject("=a||b", "=c", "@r"), true);

        assertThat(out.toString()).isEqualTo("\u2019=a||b||'7'||'\u2019=c'||'\u2019@r'\r\n");
    }

    @Test
    void rowsOfOtherFormatsAreOneField() throws IOException {
        RejectsCsv csv = csv("{}");
        csv.row(reject("{\"a\":1,\"b\":2}", "a", "r"), false);
        csv.remark("more");

        assertThat(out.toString()).isEqualTo("\"{\"\"a\"\":1,\"\"b\"\":2}\",\"7\",\"a\",\"r\"\r\n\"more\"\r\n");
    }

    @Test
    void aFileWithoutQuotesOrWithAnEscapeStaysOne() throws IOException {
        csv("{\"quote\":\"\",\"delimiter\":\"\\t\"}").row(reject("\"a\t=b", "c\td", "two\nlines"), true);
        csv("{\"escape\":\"\\\\\"}").row(reject("a\\,=b,=c,\"x\\\",=y\",\\N", "q\"", "r"), true);

        assertThat(out.toString())
                .isEqualTo("\"a\t'=b\t7\tc d\ttwo lines\r\n" + "a\\,=b,'=c,\"x\\\",=y\",\\N,\"7\",\"q\\\"\",\"r\"\r\n");
    }

    private RejectsCsv csv(String format) throws IOException {
        return new RejectsCsv(out, new ObjectMapper().readValue(format, FileFormat.class));
    }

    private static FileReject reject(String raw, String column, String reason) {
        FileReject reject = new FileReject();
        reject.rejectId = 1;
        reject.rowNumber = 7;
        reject.lineNumber = 8L;
        reject.columnName = column;
        reject.rejectedValue = "v";
        reject.reason = reason;
        reject.rawText = raw;
        return reject;
    }
}
