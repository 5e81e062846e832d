package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Rows that have fewer fields than they should, more, or none with anything in it. */
class CsvShapeTest extends TextReads {

    private static final String SHORT_IS_NULL = "'shortRows':'null'";

    @Test
    void rowsOfDelimitersAndBlanksAreNoRows() throws Exception {
        String text = "id;name;amt\n1;Ana;5.5\n2;Rui;6.5\n;;\n ;\t; \n  \n\n\u00A0;;\n;;x\n";
        assertThat(read(text, "'delimiter':';'")).containsExactly("1|Ana|5.5 @2", "2|Rui|6.5 @3", "||x @9");
        assertThat(notes(text, "'delimiter':';'"))
                .containsExactly("4 rows without any value skipped, the first in line 4");
        assertThat(notes("a,b\n1,2\n", "")).isEmpty();
        assertThat(notes("a,b\n,\n", "")).containsExactly("1 row without any value skipped, the first in line 2");
    }

    @Test
    void valuesThatAreWrittenOutMakeARow() throws Exception {
        assertThat(read("a,b\n\"\",\"\"\n,\"\"\n-,\n", "")).containsExactly("| @2", "| @3", "-| @4");
        assertThat(read("a,b\n\\N,\\N\n,\n", "'escape':'\\\\'")).containsExactly("~|~ @2");
    }

    @Test
    void emptyRowsAreLoadedIfTheImportSaysSo() throws Exception {
        assertThat(read("a,b\n,\n \n\n1,2\n", "'emptyRows':'load'"))
                .containsExactly("| @2", "!has 1 fields where 2 are expected @3", "1|2 @5");
        assertThat(notes("a,b\n,\n", "'emptyRows':'load'")).isEmpty();
    }

    @Test
    void emptyRowsBeforeTheHeaderAreSkippedToo() throws Exception {
        assertThat(read(";;\n\nid;name;\n1;Ana;\n", "'delimiter':';'")).containsExactly("1|Ana @4");
    }

    @Test
    void aShortRowIsBadUnlessWhatIsMissingIsEmpty() throws Exception {
        String text = "id,name,phone,note\n1,Ana,555,vip\n2,Rui,556\n3\n";
        assertThat(read(text, ""))
                .containsExactly(
                        "1|Ana|555|vip @2",
                        "!has 3 fields where 4 are expected @3",
                        "!has 1 fields where 4 are expected @4");
        assertThat(read(text, SHORT_IS_NULL)).containsExactly("1|Ana|555|vip @2", "2|Rui|556| @3", "3||| @4");
        assertThat(read("a,b\n1,2,3\n", SHORT_IS_NULL)).containsExactly("!has 3 fields where 2 are expected @2");
        try (RowFile file = ReadFiles.open(write("a,b,c\n1\n", StandardCharsets.UTF_8), spec(SHORT_IS_NULL))) {
            assertThat(file.next().rawText(100))
                    .as("so that a reject fits its header")
                    .isEqualTo("1,,");
        }
    }

    @Test
    void aDelimiterAfterTheHeadersLastNameIsNoColumn() throws Exception {
        String text = "id,name,phone,note,\n1,Ana,555,vip,\n2,Rui,556,,\n3,Eva,557,x\n4,Bia,558,y,z\n5,Cid,559\n";
        assertThat(names(text, "")).containsExactly("id", "name", "phone", "note");
        assertThat(read(text, ""))
                .containsExactly(
                        "1|Ana|555|vip @2",
                        "2|Rui|556| @3",
                        "3|Eva|557|x @4",
                        "!has a value after its last column, in field 5 where 4 are expected @5",
                        "!has 3 fields where 4 are expected @6");
        assertThat(read("a;b;; \n1;2;;\n3;4; ;\n", "'delimiter':';'"))
                .containsExactly("1|2 @2", "!has a value after its last column, in field 4 where 2 are expected @3");
    }

    @Test
    void aDelimiterAfterTheLastValueOfAllRowsIsNoField() throws Exception {
        String rows = "id,name\n1,Ana,\n2,Rui,\n3,Silva,Eva\n4,x,,\n";
        assertThat(read(rows, ""))
                .containsExactly(
                        "1|Ana @2",
                        "2|Rui @3",
                        "!has a value after its last column, in field 3 where 2 are expected @4",
                        "!has 4 fields where 2 are expected @5");
        assertThat(read("id,name\n1,Ana\n2,Rui,\n", ""))
                .as("one row alone may have shifted fields")
                .containsExactly("1|Ana @2", "!has 3 fields where 2 are expected @3");
        try (RowFile file = ReadFiles.open(write(rows, StandardCharsets.UTF_8), spec(""))) {
            assertThat(file.next().rawText(100)).isEqualTo("1,Ana");
        }
    }

    @Test
    void aNamelessColumnThatTheImportReadsIsAColumn() throws Exception {
        String spec = "{'target':'T','columns':[{'source':'id'},{'source':3,'target':'X'}]}";
        assertThat(ReadFiles.rows(write("id,name,\n1,Ana,x\n", StandardCharsets.UTF_8), spec))
                .containsExactly("1|Ana|x @2");
    }

    @Test
    void withoutAHeaderRowsAreAsWideAsMostOfTheFirst() throws Exception {
        assertThat(widthOf("1,ann,,10\n2,bob,11\n3,cy,12\n", 3)).isEqualTo(3);
        assertThat(widthOf("1,ann,x,10\n2,bob,11\n3,cy,12,x\n4,dan,13,x\n", 2)).isEqualTo(4);
        assertThat(widthOf("1,2\n1,2,3,4\n", 2)).as("a tie").isEqualTo(2);
        assertThat(widthOf("1,2,3\n1,2\n1,2\n", 3))
                .as("columns that the import reads")
                .isEqualTo(3);
        assertThat(widthOf(",,,\n1, \"x\n1,2,3\n", 2)).as("empty and bad rows").isEqualTo(3);
        assertThat(widthOf("1,2,3\n" + "x".repeat(20_000) + ",2\n".repeat(10), 2))
                .as("as far as is seen")
                .isEqualTo(3);
        assertThat(widthOf("", 2)).isEqualTo(2);
    }

    @Test
    void withoutAHeaderTheRowsAreReadFromTheFirst() throws Exception {
        assertThat(readByPosition("1,ann,,10\r\n2,bob,11\r\n\r\n3,\"c\ny\",12", "", 3))
                .containsExactly("!has 4 fields where 3 are expected @1", "2|bob|11 @2", "3|c\ny|12 @4");
        assertThat(readByPosition("x\n1,2\n3\n", "'skipLines':1," + SHORT_IS_NULL, 2))
                .containsExactly("1|2 @2", "3| @3");
    }

    @Test
    void aFileWithoutTheColumnsThatAreReadByPositionIsRefused() {
        assertThatThrownBy(() -> readByPosition("1;2;3\n4;5;6\n", "", 3))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("lacks column 3: its first rows have no more than 1 fields; is the delimiter right?");
    }

    private int widthOf(String text, int columns) throws Exception {
        try (RowFile file = ReadFiles.open(
                write("# a line\n" + text, StandardCharsets.UTF_8), byPosition("'comment':'#'", columns))) {
            return file.width();
        }
    }
}
