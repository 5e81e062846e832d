package estiva.worker.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.worker.read.BadRecord;
import estiva.worker.read.TestMemory;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a page claims costs no memory, and is found out as soon as it cannot be true. */
class DecodersTest {

    @Test
    void aRunOfBillionsOfNumbersIsTakenOneByOne() throws Exception {
        RunLengths numbers = new RunLengths();
        // 2^30 - 1 equal ones, then as many groups of 8 with three bits each as nine bytes cannot hold.
        byte[] page = bytes("fe ff ff ff 07 05" + "ff ff ff ff 07 88c6fa");
        numbers.begin(page, 0, page.length, 3);
        assertThat(numbers.next()).isEqualTo(5);
        numbers.begin(page, 6, page.length, 3);
        for (int i = 0; i < 8; i++) {
            assertThat(numbers.next()).isEqualTo(i);
        }
        assertBad("in the middle of a value", numbers::next);
        numbers.begin(page, 0, 5, 3);
        assertBad("in the middle of a value", numbers::next);
        assertBad("into 40 bits", () -> numbers.begin(page, 0, 5, 40));
    }

    @Test
    void differencesAreTakenOneByOne() throws Exception {
        // As in the format's description: 7, 5, 3, 1, 2, 3, 4, 5 in a block of 128 with 4 parts.
        byte[] page = bytes("8001 04 08 0e 03 02000000 c03f000000000000");
        DeltaNumbers numbers = new DeltaNumbers(page, 0, page.length, 8, 8);
        for (int expected : new int[] {7, 5, 3, 1, 2, 3, 4, 5}) {
            numbers.next();
            assertThat(numbers.number()).isEqualTo(expected);
        }
        assertBad("fewer values than it says", numbers::next);
    }

    @Test
    void moreDifferencesThanThePageHasValuesAreNotBelieved() {
        byte[] page = bytes("8001 04 ffffffff07 0e 03 02000000 c03f");
        assertBad("it has 2147483647 values of 8 in blocks of 128", () -> new DeltaNumbers(page, 0, page.length, 8, 8));
        byte[] blocks = bytes("80808004 01 08 0e 03 40");
        DeltaNumbers[] numbers = new DeltaNumbers[1];
        assertBad("in the middle of a value", () -> {
            numbers[0] = new DeltaNumbers(blocks, 0, blocks.length, 8, 8);
            numbers[0].next();
            numbers[0].next();
        });
    }

    @Test
    void aTextSharesNoMoreThanTheOneBeforeHas() throws Exception {
        // Prefixes 0 and 2, lengths 3 and 1.
        String prefixes = "8001 04 02 00 04 00000000";
        String lengths = "8001 04 02 06 03 00000000";
        byte[] page = bytes(prefixes + lengths + "616263 64");
        Room room = new Room(new PageMemory(TestMemory.share(), 1_000));
        DeltaTexts texts = DeltaTexts.shared(room, page, 0, page.length, 2);
        texts.next();
        assertThat(new String(texts.bytes(), texts.from(), texts.length())).isEqualTo("abc");
        texts.next();
        assertThat(new String(texts.bytes(), texts.from(), texts.length())).isEqualTo("abd");
        byte[] hostile = bytes(prefixes.replace("00 04", "00 feffffff0f") + lengths + "616263 64");
        DeltaTexts wrong = DeltaTexts.shared(room, hostile, 0, hostile.length, 2);
        wrong.next();
        assertBad("a value shares 2147483647 bytes with one of 3", wrong::next);
    }

    @Test
    void aDictionaryHasNoMoreValuesThanItsBytes() {
        PageDictionary numbers = new PageDictionary(new PageMemory(TestMemory.share(), 1_000), 4);
        assertBad("it has 40 bytes for 2147483647 values", () -> numbers.index(Integer.MAX_VALUE, 40));
        PageDictionary texts = new PageDictionary(new PageMemory(TestMemory.share(), 1_000), 0);
        assertBad("it has 40 bytes for 11 values", () -> texts.index(11, 40));
        PlainValues value = new PlainValues(new byte[0], 0, 0, 0);
        assertBad("refers to value 0 of a dictionary of 0", () -> texts.find(0, value));
    }

    @Test
    void aLengthGoesNoFartherThanThePage() {
        byte[] page = bytes("ffffff7f 6162");
        assertBad("a value of 2147483647 bytes does not fit", new PlainValues(page, 0, page.length, 0)::next);
        assertBad("in the middle of a value", new PlainValues(page, 0, page.length, 8)::next);
        assertBad("fewer values than it says", new SplitValues(page, 0, 3, 4)::next);
    }

    private static void assertBad(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(BadRecord.class).hasMessageContaining(message);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
