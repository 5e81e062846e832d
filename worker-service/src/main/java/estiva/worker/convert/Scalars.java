package estiva.worker.convert;

import java.util.HexFormat;
import java.util.UUID;

/** UUIDs and binaries. */
final class Scalars {

    private static final int UUID_LENGTH = 36;

    private Scalars() {}

    static Object uuid(char[] text, int from, int to) throws BadValue {
        boolean braced = to - from == UUID_LENGTH + 2 && text[from] == '{' && text[to - 1] == '}';
        int start = braced ? from + 1 : from;
        int end = braced ? to - 1 : to;
        try {
            // UUID.fromString alone would take 1-1-1-1-1.
            if (end - start == UUID_LENGTH) {
                String whole = new String(text, start, UUID_LENGTH);
                UUID uuid = UUID.fromString(whole);
                if (uuid.toString().equalsIgnoreCase(whole)) {
                    return uuid;
                }
            }
        } catch (IllegalArgumentException notHex) {
            // said below
        }
        throw new BadValue("is not a UUID");
    }

    static Converter binary(int length) {
        return (text, from, to) -> {
            boolean prefixed = to - from >= 2 && text[from] == '0' && (text[from + 1] == 'x' || text[from + 1] == 'X');
            try {
                byte[] bytes = HexFormat.of().parseHex(text, prefixed ? from + 2 : from, to);
                if (bytes.length > length) {
                    throw new BadValue("has " + bytes.length + " bytes where " + length + " fit");
                }
                return bytes;
            } catch (IllegalArgumentException e) {
                throw new BadValue("is not an even number of hexadecimal digits");
            }
        };
    }
}
