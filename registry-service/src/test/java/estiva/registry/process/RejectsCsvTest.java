package estiva.registry.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.imports.FileFormat;
import estiva.control.process.Files.Reject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectsCsvTest {
    private final StringBuilder out = new StringBuilder();

    @Test
    void aHeaderAndItsRowsAreWrittenAsTheFileHasThem() throws IOException {
        RejectsCsv csv = csv("{\"delimiter\":\";\"}");
        csv.begin(1, List.of("id", "no\"me"));
        csv.row(reject("1;\"a;\"\"b\"\"\r\nc\"", "no\"me", "is bad; really"), true);

        assertThat(out.toString()).isEqualTo("\uFEFFRejected rows\r\n"
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

    @Test
    void aReasonOrAColumnThatWouldBeAFormulaIsDefusedToo() throws IOException {
        csv("{\"delimiter\":\"||\",\"quote\":\"'\"}").row(reject("=a||b", "=c", "@r"), true);

        assertThat(out.toString()).isEqualTo(" =a||b||'7'||' =c'||' @r'\r\n");
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

        assertThat(out.toString()).isEqualTo("\"a\t'=b\t7\tc d\ttwo lines\r\n"
                + "a\\,=b,'=c,\"x\\\",=y\",\\N,\"7\",\"q\\\"\",\"r\"\r\n");
    }

    private RejectsCsv csv(String format) throws IOException {
        return new RejectsCsv(out, new ObjectMapper().readValue(format, FileFormat.class));
    }

    private static Reject reject(String raw, String column, String reason) {
        return new Reject(1, 7, 8L, column, "v", reason, raw);
    }
}
