package estiva.worker.read;

import java.nio.ByteBuffer;
import java.util.List;

/** What a file is that was taken for a text, by its first bytes. */
public final class FileSigns {

    /** @param what of a sentence after "is"; @param remedy what to do */
    private record Sign(int[] begin, String what, String remedy) {}

    private static final List<Sign> SIGNS = List.of(
            sign("is packed with gzip", "say \"compression\": \"gzip\" in the import's format", 0x1F, 0x8B, 8),
            zip('P', 'K', 3, 4),
            zip('P', 'K', 5, 6),
            unread("bzip2", 'B', 'Z', 'h', -1, '1', 'A', 'Y', '&', 'S', 'Y'),
            unread("xz", 0xFD, '7', 'z', 'X', 'Z', 0),
            unread("Zstandard", 0x28, 0xB5, 0x2F, 0xFD),
            unread("LZ4", 4, '"', 'M', 0x18),
            unread("7-Zip", '7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
            unread("RAR", 'R', 'a', 'r', '!', 0x1A, 7),
            sign(
                    "is a document of an older Office (a workbook xls), or has a password",
                    "save it as text, or as xlsx without a password",
                    0xD0,
                    0xCF,
                    0x11,
                    0xE0,
                    0xA1,
                    0xB1,
                    0x1A,
                    0xE1),
            sign("is a parquet file", "say \"type\": \"parquet\" in the import's format", 'P', 'A', 'R', '1', 0x15),
            sign("is a PDF", "its tables are not read", '%', 'P', 'D', 'F', '-'));

    private FileSigns() {}

    /**
     * @param first bytes, from the buffer's position on
     * @param isUnpacked whether they come out of a packed file
     * @return as a sentence's end, with what to do; null: it may be a text
     */
    public static String of(ByteBuffer first, boolean isUnpacked) {
        return SIGNS.stream()
                .filter(sign -> begins(first, sign.begin()))
                .findFirst()
                .map(sign -> isUnpacked
                        ? "holds no text, but what " + sign.what() + " itself; unpack it once"
                        : sign.what() + "; " + sign.remedy())
                .orElse(null);
    }

    private static Sign sign(String what, String remedy, int... begin) {
        return new Sign(begin, what, remedy);
    }

    private static Sign unread(String packer, int... begin) {
        return sign("is packed with " + packer + ", which is not read", "unpack it", begin);
    }

    private static Sign zip(int... begin) {
        return sign(
                "is a zip or a workbook",
                "say \"compression\": \"zip\", or \"type\": \"xlsx\", in the import's format",
                begin);
    }

    /** Negative: any byte. */
    private static boolean begins(ByteBuffer first, int... begin) {
        if (first.remaining() < begin.length) {
            return false;
        }
        for (int i = 0; i < begin.length; i++) {
            if (begin[i] >= 0 && (first.get(first.position() + i) & 0xFF) != begin[i]) {
                return false;
            }
        }
        return true;
    }
}
