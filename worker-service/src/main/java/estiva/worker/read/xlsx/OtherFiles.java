package estiva.worker.read.xlsx;

import estiva.worker.read.FileSigns;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is that is named like a workbook and is none, by its first bytes: many programs write other things so. */
final class OtherFiles {

    static final int LOOKED_AT = 512;

    private static final byte[] ZIP = {'P', 'K'};
    /** Workbooks before 2007 and those with a password lie in a container of another kind. */
    private static final byte[] OLD = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    /** The byte-order mark of UTF-8, in lower case. */
    private static final String MARK = "\u00EF\u00BB\u00BF".toLowerCase(Locale.ROOT);

    private OtherFiles() {}

    /** @return as a sentence's end, with what to do; null: it may be a workbook */
    static String of(byte[] first) {
        if (begins(first, ZIP)) {
            return null;
        }
        if (begins(first, OLD)) {
            return "is a workbook of an older Excel (xls), or has a password; save it as xlsx without one";
        }
        String packed = FileSigns.of(ByteBuffer.wrap(first), false);
        if (packed != null) {
            return "is no workbook: it " + packed;
        }
        return "is no workbook: it looks like " + kind(first)
                + "; save it as xlsx, or say in the import's format what it is";
    }

    private static String kind(byte[] first) {
        for (byte each : first) {
            if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r') {
                return "no file that is read";
            }
        }
        // Its letters need not be Latin-1: only signs of ASCII are looked for.
        String text = new String(first, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        String begin = (text.startsWith(MARK) ? text.substring(MARK.length()) : text).strip();
        if (begin.startsWith("<?xml")) {
            return begin.contains("<html") ? "HTML" : "XML";
        }
        if (begin.startsWith("<")) {
            return begin.contains("<html") || begin.contains("<table") ? "HTML" : "XML";
        }
        return begin.startsWith("{") || begin.startsWith("[") ? "JSON" : "text, such as csv";
    }

    private static boolean begins(byte[] first, byte[] sign) {
        for (int i = 0; i < sign.length; i++) {
            if (first.length <= i || first[i] != sign[i]) {
                return false;
            }
        }
        return true;
    }
}
