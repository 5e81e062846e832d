package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes in places where none can stand: the row is bad, and only it, unless the import takes them as people mean them. */
class CsvQuotesTest extends TextReads {

    private static final String LENIENT = "'quotes':'lenient'";

    @Test
    void aQuoteAfterABlankMakesABadRow() throws Exception {
        assertThat(read("id, name, amt\n1, \"Ana\", 5.5\n2, Rui, 6.5\n3,\t\"Eva\",7\n", ""))
                .containsExactly(
                        "!has a quote after a blank in field 2; correct it, or say \"quotes\": \"lenient\" in the"
                                + " import's format @2",
                        "2| Rui| 6.5 @3",
                        "!has a quote after a blank in field 2; correct it, or say \"quotes\": \"lenient\" in the"
                                + " import's format @4");
    }

    @Test
    void aQuoteWithinAFieldMakesABadRow() throws Exception {
        assertThat(read("id,name,price\n1,5\"pipe, wide\",10\n2,ok,11\n3,24\",12\n4,ok,13\n", ""))
                .satisfiesExactly(
                        row -> assertThat(row)
                                .startsWith("!has a quote within field 2;")
                                .endsWith(" @2"),
                        row -> assertThat(row).isEqualTo("2|ok|11 @3"),
                        row -> assertThat(row)
                                .startsWith("!has a quote within field 2;")
                                .endsWith(" @4"),
                        row -> assertThat(row).isEqualTo("4|ok|13 @5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"said \"hi\" twice\"", "\"2\"x", "\"2\" ", "\"a\"b\"c\""})
    void textAfterAClosingQuoteMakesABadRow(String field) throws Exception {
        for (String format : List.of("", "'escape':'\\\\'")) {
            assertThat(read("id,note,name\n1," + field + ",ann\n2,fine,bob\n3,\"ok\",cy\n", format))
                    .as("%s %s", field, format)
                    .hasSize(3)
                    .satisfies(rows ->
                            assertThat(rows.get(0)).matches("!has (text after|a quote within).* field [23].* @2"))
                    .endsWith("2|fine|bob @3", "3|ok|cy @4");
        }
    }

    @Test
    void aBadRowEndsWithTheLineInWhichItsFaultIsFound() throws Exception {
        assertThat(read("a,b\n1,\"two\nlines\"x,\n2,ok\n", ""))
                .containsExactly(
                        "!has text after the closing quote of field 2 (line 3); correct it, or say \"quotes\":"
                                + " \"lenient\" in the import's format @2",
                        "2|ok @4");
        assertThat(read("a,b\r\n1, \"open\r\n2,ok\r\n", "")).hasSize(2).contains("2|ok @3");
        assertThat(read("a,b\n1,x\"", "")).hasSize(1);
    }

    @Test
    void aFaultInTheHeaderFailsTheFile() {
        assertThatThrownBy(() -> read("id, \"name\"\n1,2\n", ""))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("line 1, the header, has a quote after a blank in field 2");
    }

    @Test
    void lenientTakesAQuoteAfterBlanksForTheBeginOfAField() throws Exception {
        assertThat(read("id, \"name\", amt\n1, \"Silva, \"\"Ana\"\"\" , 5.5\n2,\t\"Rui\nX\"\t,6\n", LENIENT))
                .containsExactly("1|Silva, \"Ana\"| 5.5 @2", "2|Rui\nX|6 @3");
        assertThat(names("id, \"name\", amt\n", LENIENT)).containsExactly("id", "name", "amt");
        assertThat(read("a\tb\n1\t \"x\ty\" \n", LENIENT + ",'delimiter':'\\t'"))
                .containsExactly("1|x\ty @2");
    }

    @Test
    void lenientTakesOtherQuotesForLetters() throws Exception {
        assertThat(read("id,name,note\n1,24\",\"said \"hi\" twice\"\n2,5\"x\"5,\"a\"b\n\"\n", LENIENT))
                .containsExactly("1|24\"|said \"hi\" twice @2", "2|5\"x\"5|a\"b\n @3");
    }

    @Test
    void aTextWithoutFaultsIsReadTheSameByBoth() throws Exception {
        Random random = new Random(18);
        String[] parts = {"a", "\"\"", ",", " ", "\n", "\r\n", "é", ";", "\t", "\"\" ", "x,y"};
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder("a,b,c\n");
            for (int row = 0; row < 5; row++) {
                for (int field = 0; field < 3; field++) {
                    text.append(field == 0 ? "" : ",").append('"');
                    for (int i = random.nextInt(5); i > 0; i--) {
                        text.append(parts[random.nextInt(parts.length)]);
                    }
                    text.append('"');
                }
                text.append("\n");
            }
            List<String> strict = read(text.toString(), "");
            assertThat(strict).as(text.toString()).hasSize(5).noneMatch(row -> row.startsWith("!"));
            assertThat(read(text.toString(), LENIENT)).isEqualTo(strict);
        }
    }

    private static final String STRAY =
            "id,item,note\n1,Pipe,ok\n2,Tube,\"1/2 inch\n3,Bolt,fine\n4,Nut,fine\n5,Screen,fits 24\"\n6,Rod,ok\n";

    @Test
    void aFieldThatSwallowsRowsIsNotedWithItsLines() throws Exception {
        assertThat(notes(STRAY, ""))
                .containsExactly("row 2 goes from line 3 to line 6, and most of these lines look like rows themselves."
                        + " Is a quote not closed? If no field may hold a line break, say \"lineBreaksInFields\": false"
                        + " in the import's format");
        assertThat(notes(STRAY.replace("\n", "\r\n").replace(",", "||"), "'delimiter':'||'"))
                .singleElement()
                .asString()
                .contains("from line 3 to line 6,");
        assertThat(notes(STRAY + STRAY.substring(STRAY.indexOf("2,Tube")) + "7,X,\"a\n8,Y,b\"\n", ""))
                .singleElement()
                .asString()
                .contains("so it is with 2 more rows");
    }

    @Test
    void textsOverSeveralLinesAreNotNoted() throws Exception {
        assertThat(notes("id,address,note\n1,\"Street 5\n12345 Town\nCountry\",x\n2,\"a, b\nc\n\",y\n", ""))
                .isEmpty();
    }

    @Test
    void withoutLineBreaksInFieldsTheRowIsBadAndTheNextLineIsARow() throws Exception {
        for (String format : List.of("", LENIENT + ",", "'escape':'\\\\',")) {
            assertThat(read(STRAY, format + "'lineBreaksInFields':false"))
                    .as(format)
                    .hasSize(6)
                    .contains("!has a line break in field 3; is a quote not closed? @3")
                    .contains("1|Pipe|ok @2", "3|Bolt|fine @4", "4|Nut|fine @5", "6|Rod|ok @7");
        }
        assertThat(notes(STRAY, "'lineBreaksInFields':false")).isEmpty();
        assertThat(read("a\nx\\\ny\n", "'escape':'\\\\','lineBreaksInFields':false"))
                .containsExactly("!has a line break in field 1; is a quote not closed? @2", "y @3");
        assertThat(read("a,b\n1,2\n3,\"4", "'lineBreaksInFields':false"))
                .containsExactly("1|2 @2", "!ends in field 2; is a quote not closed? @3");
    }

    @Test
    void aQuoteThatIsNeverClosedFailsTheFileAndSaysWhereItStands() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3,\"4\n5,6\n", ""))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("row 2 (line 3): Unclosed quoted field: no quote follows the one that opens"
                        + " field 2 in line 3; if no field may hold a line break, say \"lineBreaksInFields\": false");
    }

    @Test
    void aBadRowIsShownAsTheFileHasIt() throws Exception {
        try (RowFile file =
                ReadFiles.open(write("a,b\n1, \"x\" ,\"\"\"\n", java.nio.charset.StandardCharsets.UTF_8), spec(""))) {
            assertThat(file.next().rawText(100)).isEqualTo("1, \"x\" ,\"\"\"");
        }
    }
}
