package estiva.worker.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What the name of an encoding means to those who write files. */
public final class TextEncoding {

    private TextEncoding() {}

    /**
     * The charset of that name. Who says ISO-8859-1 has mostly written windows-1252, with a euro sign and quotation marks where
     * ISO-8859-1 has control characters that nobody uses. Browsers read it so, and ISO-8859-9 as windows-1254:
     * https://encoding.spec.whatwg.org/#names-and-labels. Unlike theirs, Java's charsets refuse the few bytes that stand for
     * nothing in either (81, 8D, 8F, 90 and 9D of windows-1252): a file that has them is written in something else. The other
     * parts of ISO 8859 are not replaced, since their pages of Windows have letters in other places too.
     */
    public static Charset named(String name) throws UnreadableFile {
        Charset charset;
        try {
            charset = Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableFile("cannot be read: the import's format.encoding '" + name + "' is not known", e);
        }
        if (charset.equals(StandardCharsets.ISO_8859_1)) {
            return Charset.forName("windows-1252");
        }
        if (charset.name().equals("ISO-8859-9")) {
            return Charset.forName("windows-1254");
        }
        return LettersOnly.isFor(charset) ? new LettersOnly(charset) : charset;
    }
}
