package estiva.worker.read.xlsx;

import estiva.worker.read.BadRecord;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts to which cells refer by number: in memory, since cells may refer to any at any time, and so capped. They
 * lie one behind the other in pieces of equal length, so that nothing is copied when they become more; a piece whose
 * characters all are Latin-1 takes one byte for each.
 */
final class SharedStrings {

    /** Counted in characters, so that a great many empty texts are too much, too. */
    private static final int COST_OF_A_TEXT = 8;

    private static final int BITS = 16;
    private static final int PIECE = 1 << BITS;

    private final MemoryShare memory;
    /** Each a byte[] or a char[] of {@link #PIECE}. */
    private final List<Object> pieces = new ArrayList<>();

    private int[] ends = new int[1 << 8];
    private int count;

    SharedStrings(MemoryShare memory) {
        this.memory = memory;
    }

    static SharedStrings read(OfficeXml xml, int most, MemoryShare memory) throws IOException, BadRecord {
        SharedStrings texts = new SharedStrings(memory);
        try (MemoryShare passing = memory.part()) {
            CellText text = new CellText(passing);
            for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
                if (element.equals("si")) {
                    text.clear();
                    xml.readRuns(text);
                    text.unescape();
                    texts.add(text, most);
                }
            }
        }
        return texts;
    }

    int count() {
        return count;
    }

    /** Puts the text of that number into the place of what is there. */
    void get(int index, CellText into) throws BadRecord {
        into.clear();
        int at = index == 0 ? 0 : ends[index - 1];
        while (at < ends[index]) {
            int from = at & PIECE - 1;
            int length = Math.min(ends[index] - at, PIECE - from);
            if (pieces.get(at >>> BITS) instanceof byte[] bytes) {
                into.append(bytes, from, length);
            } else {
                into.append((char[]) pieces.get(at >>> BITS), from, length);
            }
            at += length;
        }
    }

    private void add(CellText text, int most) throws BadRecord {
        int at = count == 0 ? 0 : ends[count - 1];
        long end = (long) at + text.length();
        if (end + (long) COST_OF_A_TEXT * (count + 1) > most) {
            throw new BadRecord("the workbook's shared texts need more than " + most
                    + " characters of memory; save it as CSV, or raise estiva.worker.read.shared-characters");
        }
        if (ends.length == count) {
            ends = memory.grown(ends, count + count / 2);
        }
        int taken = 0;
        while (taken < text.length()) {
            int length = Math.min(text.length() - taken, PIECE - (at & PIECE - 1));
            put(text.chars(), taken, at, length);
            taken += length;
            at += length;
        }
        ends[count++] = (int) end;
    }

    private void put(char[] chars, int from, int at, int length) {
        int piece = at >>> BITS;
        if (piece == pieces.size()) {
            memory.take(PIECE);
            pieces.add(new byte[PIECE]);
        }
        int to = at & PIECE - 1;
        if (pieces.get(piece) instanceof byte[] bytes) {
            if (isLatin(chars, from, length)) {
                for (int i = 0; i < length; i++) {
                    bytes[to + i] = (byte) chars[from + i];
                }
                return;
            }
            pieces.set(piece, widened(bytes));
        }
        System.arraycopy(chars, from, (char[]) pieces.get(piece), to, length);
    }

    private char[] widened(byte[] bytes) {
        memory.take(2L * PIECE);
        char[] chars = new char[PIECE];
        for (int i = 0; i < PIECE; i++) {
            chars[i] = (char) (bytes[i] & 0xFF);
        }
        memory.give(PIECE);
        return chars;
    }

    private static boolean isLatin(char[] chars, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (chars[i] > 0xFF) {
                return false;
            }
        }
        return true;
    }
}
