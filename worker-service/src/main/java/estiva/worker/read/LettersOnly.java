package estiva.worker.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Map;

/**
 * A part of ISO 8859 without its control characters for the bytes 80 to 9F, which nobody writes: a file that has them is
 * written in the page of Windows for the same letters, which has the euro sign and quotation marks there.
 */
public final class LettersOnly extends Charset {

    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("ISO-8859-2", "windows-1250"),
            Map.entry("ISO-8859-4", "windows-1257"),
            Map.entry("ISO-8859-5", "windows-1251"),
            Map.entry("ISO-8859-6", "windows-1256"),
            Map.entry("ISO-8859-7", "windows-1253"),
            Map.entry("ISO-8859-8", "windows-1255"),
            Map.entry("ISO-8859-13", "windows-1257"),
            Map.entry("ISO-8859-15", "windows-1252"),
            Map.entry("x-iso-8859-11", "windows-874"));

    private static final int FIRST_CONTROL = 0x80;
    private static final int LAST_CONTROL = 0x9F;
    private static final char NONE = '\uFFFD';

    private final Charset whole;
    /** Of each byte. */
    private final char[] letters = new char[1 << Byte.SIZE];

    LettersOnly(Charset whole) {
        super(whole.name(), null);
        this.whole = whole;
        CharsetDecoder decoder = whole.newDecoder().onUnmappableCharacter(CodingErrorAction.REPLACE);
        for (int value = 0; value < letters.length; value++) {
            CharBuffer letter = CharBuffer.allocate(1);
            decoder.reset().decode(ByteBuffer.wrap(new byte[] {(byte) value}), letter, true);
            boolean isControl = value >= FIRST_CONTROL && value <= LAST_CONTROL;
            letters[value] = isControl ? NONE : letter.get(0);
        }
    }

    static boolean isFor(Charset charset) {
        return charset.name().regionMatches(true, charset.name().startsWith("x-") ? 2 : 0, "ISO-8859-", 0, 9);
    }

    /** In what a text that has the byte is likely to be written. */
    public String likely() {
        return PAGES.getOrDefault(name(), "a windows page");
    }

    @Override
    public boolean contains(Charset other) {
        return whole.contains(other);
    }

    @Override
    public CharsetEncoder newEncoder() {
        return whole.newEncoder();
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new CharsetDecoder(this, 1, 1) {
            @Override
            protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
                while (in.hasRemaining()) {
                    char letter = letters[in.get(in.position()) & 0xFF];
                    if (letter == NONE) {
                        return CoderResult.unmappableForLength(1);
                    }
                    if (!out.hasRemaining()) {
                        return CoderResult.OVERFLOW;
                    }
                    out.put(letter);
                    in.get();
                }
                return CoderResult.UNDERFLOW;
            }
        };
    }
}
