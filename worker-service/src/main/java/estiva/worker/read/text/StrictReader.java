package estiva.worker.read.text;

import estiva.worker.read.FileSigns;
import estiva.worker.read.LettersOnly;
import estiva.worker.read.MalformedText;
import estiva.worker.read.UnreadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;

/**
 * Decodes a file's text. Bytes that are no characters are an error, never a replacement character; all that stands
 * before them is given out first, so that the reader knows the row they are in.
 */
public final class StrictReader extends Reader {

    private static final int SMALLEST_BUFFER = 1 << 12;
    private static final int LARGEST_BUFFER = 1 << 16;

    private final InputStream in;
    private final ByteBuffer bytes;
    private final CharsetDecoder decoder;
    private long size;
    private boolean ended;
    private MalformedText malformed;
    /** Of a pair whose first half was given out alone; 0: none. */
    private char second;

    /**
     * @param declared what the file is said to be written in; a byte-order mark wins over it
     * @param stored bytes of the file as stored: a large buffer is not for those of a few rows
     * @param isUnpacked whether the text comes out of a packed file
     */
    public StrictReader(InputStream in, Charset declared, long stored, boolean isUnpacked)
            throws IOException, UnreadableFile {
        this.in = in;
        bytes = ByteBuffer.allocate((int) Math.max(SMALLEST_BUFFER, Math.min(stored, LARGEST_BUFFER)))
                .flip();
        while (!ended && bytes.remaining() < TextMark.LOOKED_AT) {
            fill();
        }
        String packed = FileSigns.of(bytes, isUnpacked);
        if (packed != null) {
            throw new UnreadableFile(packed);
        }
        TextMark mark = TextMark.of(bytes, declared);
        bytes.position(bytes.position() + mark.length());
        String wide = mark.other(bytes);
        if (wide != null) {
            throw new UnreadableFile("is " + wide + ", by the zeros between its letters, and no "
                    + mark.charset().name() + "; set the import's format.encoding to " + wide);
        }
        decoder = mark.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** What the text is written in. */
    public Charset charset() {
        return decoder.charset();
    }

    /** Whether nothing follows the byte-order mark, if there is one; only asked before the first read. */
    public boolean isEmpty() {
        return ended && !bytes.hasRemaining();
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        if (malformed != null) {
            throw malformed;
        }
        if (second != 0 && length > 0) {
            chars[offset] = second;
            second = 0;
            return 1;
        }
        CharBuffer out = CharBuffer.wrap(chars, offset, length);
        int start = out.position();
        while (true) {
            CoderResult result = decoder.decode(bytes, out, ended);
            if (result.isError()) {
                malformed = describe(result);
                if (out.position() == start) {
                    throw malformed;
                }
            }
            if (out.position() > start) {
                return out.position() - start;
            }
            if (result.isOverflow()) {
                return length == 0 ? 0 : half(chars, offset);
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    /** There is room for one half of a pair only. */
    private int half(char[] chars, int offset) {
        char[] pair = new char[2];
        decoder.decode(bytes, CharBuffer.wrap(pair), ended);
        chars[offset] = pair[0];
        second = pair[1];
        return 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            size += count;
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    private MalformedText describe(CoderResult result) {
        int length = Math.min(result.length(), bytes.remaining());
        String hex = HexFormat.ofDelimiter(" ")
                .withUpperCase()
                .formatHex(bytes.array(), bytes.position(), bytes.position() + length);
        return new MalformedText(
                size - bytes.remaining() + 1,
                "byte " + hex + " is not " + decoder.charset().name() + likely());
    }

    private String likely() {
        return decoder.charset() instanceof LettersOnly letters ? "; is it " + letters.likely() + "?" : "";
    }
}
