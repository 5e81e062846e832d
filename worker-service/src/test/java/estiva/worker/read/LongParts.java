package estiva.worker.read;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip of which a part expands to very much, though it is written in a moment: its packed blocks are repeated. */
public final class LongParts {
    private static final int BLOCK = 1 << 20;
    /** The last block of a deflated part, empty. */
    private static final byte[] LAST = {3, 0};

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short DEFLATED = 8;

    /**
     * Deflated: begin, then a block so many times.
     *
     * @param expanded bytes that the directory speaks of
     */
    private record Part(byte[] begin, byte[] block, int times, int expanded, int checksum) {
        int size() {
            return begin.length + block.length * times + LAST.length;
        }

        void writeTo(OutputStream out) throws IOException {
            out.write(begin);
            for (int i = 0; i < times; i++) {
                out.write(block);
            }
            out.write(LAST);
        }
    }

    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** A mebibyte of this text again and again, deflated so that it can be repeated. */
    public static byte[] block(String text) {
        return flushed(text.repeat(BLOCK / text.length()));
    }

    /** All parts of a zip as they are. */
    public LongParts partsOf(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    part(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return this;
    }

    public LongParts part(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        parts.put(name, new Part(flushed(content), new byte[0], 0, bytes.length, (int) checksum.getValue()));
        return this;
    }

    /**
     * What the directory says of such a part is not true, but nobody gets to its end.
     *
     * @param mebibytes of {@code repeated} after the begin; nothing follows them, as if the part were cut off
     */
    public LongParts part(String name, String begin, String repeated, int mebibytes) {
        parts.put(name, new Part(flushed(begin), block(repeated), mebibytes, Integer.MAX_VALUE, 0));
        return this;
    }

    public Path writeTo(Path path) throws IOException {
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        int at = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            for (Map.Entry<String, Part> each : parts.entrySet()) {
                byte[] name = each.getKey().getBytes(StandardCharsets.UTF_8);
                Part part = each.getValue();
                byte[] described = described(part, name.length);
                out.write(ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(LOCAL)
                        .array());
                out.write(described);
                out.write(name);
                part.writeTo(out);
                directory.write(central(described, at));
                directory.write(name);
                at += 30 + name.length + part.size();
            }
            directory.writeTo(out);
            out.write(ByteBuffer.allocate(22)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(END)
                    .putInt(0)
                    .putShort((short) parts.size())
                    .putShort((short) parts.size())
                    .putInt(directory.size())
                    .putInt(at)
                    .array());
        }
        return path;
    }

    /** The members that both headers have. */
    private static byte[] described(Part part, int nameLength) {
        return ByteBuffer.allocate(26)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 20)
                .putShort((short) 0)
                .putShort(DEFLATED)
                .putInt(0)
                .putInt(part.checksum())
                .putInt(part.size())
                .putInt(part.expanded())
                .putShort((short) nameLength)
                .putShort((short) 0)
                .array();
    }

    private static byte[] central(byte[] described, int at) {
        return ByteBuffer.allocate(46)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CENTRAL)
                .putShort((short) 20)
                .put(described)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(at)
                .array();
    }

    private static byte[] flushed(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        byte[] out = new byte[2 * text.length() + 1024];
        // Nothing that follows refers to what came before, and it begins with a whole byte.
        int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
