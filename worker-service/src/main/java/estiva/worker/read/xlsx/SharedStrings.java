package estiva.worker.read.xlsx;

import estiva.worker.read.BadRecord;
import java.io.IOException;
import java.util.Arrays;

/** The texts to which cells refer by number: in memory, since cells may refer to any at any time, and so capped. */
final class SharedStrings {

    /** Counted in characters, so that a great many empty texts are too much, too. */
    private static final int COST_OF_A_TEXT = 8;

    private char[] chars = new char[1 << 12];
    private int[] ends = new int[1 << 8];
    private int count;

    static SharedStrings read(OfficeXml xml, int most) throws IOException, BadRecord {
        SharedStrings texts = new SharedStrings();
        CellText text = new CellText();
        for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
            if (element.equals("si")) {
                text.clear();
                xml.readText(text);
                text.unescape();
                texts.add(text, most);
            }
        }
        return texts;
    }

    int count() {
        return count;
    }

    char[] chars() {
        return chars;
    }

    int from(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    int to(int index) {
        return ends[index];
    }

    private void add(CellText text, int most) throws BadRecord {
        int start = from(count);
        long end = (long) start + text.length();
        if (end + (long) COST_OF_A_TEXT * (count + 1) > most) {
            throw new BadRecord("the workbook's shared texts need more than " + most + " characters of memory; save it as"
                    + " CSV, or raise estiva.worker.read.shared-characters");
        }
        if (chars.length < end) {
            chars = Arrays.copyOf(chars, (int) Math.min(most, Math.max(end, chars.length + chars.length / 2L)));
        }
        if (ends.length == count) {
            ends = Arrays.copyOf(ends, count + count / 2);
        }
        System.arraycopy(text.chars(), 0, chars, start, text.length());
        ends[count++] = (int) end;
    }
}
