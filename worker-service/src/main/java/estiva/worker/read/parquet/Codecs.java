package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Unpacks pages, without native code. */
final class Codecs {

    private Decompressor snappy;
    private Decompressor zstd;
    private Decompressor lz4;

    /** Unpacks into what is {@code size} bytes long, no more and no less. */
    void expand(CompressionCodec codec, byte[] from, int offset, int length, byte[] to, int toOffset, int size)
            throws BadRecord {
        int expanded;
        try {
            expanded = switch (codec) {
                case UNCOMPRESSED -> copy(from, offset, length, to, toOffset, size);
                case GZIP -> inflate(from, offset, length, to, toOffset, size);
                case SNAPPY -> snappy().decompress(from, offset, length, to, toOffset, size);
                case ZSTD -> zstd().decompress(from, offset, length, to, toOffset, size);
                case LZ4_RAW -> lz4().decompress(from, offset, length, to, toOffset, size);
                case LZO, BROTLI, LZ4 ->
                    throw new BadRecord("it is compressed by " + codec + ", which is not read; there are"
                            + " UNCOMPRESSED, SNAPPY, GZIP, ZSTD and LZ4_RAW");
            };
        } catch (IOException | RuntimeException e) {
            throw new BadRecord("it cannot be unpacked by " + codec + ": it is damaged");
        }
        if (expanded != size) {
            throw new BadRecord("it unpacks to " + expanded + " bytes where " + size + " are expected");
        }
    }

    private static int copy(byte[] from, int offset, int length, byte[] to, int toOffset, int size) {
        System.arraycopy(from, offset, to, toOffset, Math.min(length, size));
        return length;
    }

    private static int inflate(byte[] from, int offset, int length, byte[] to, int toOffset, int size)
            throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(from, offset, length))) {
            int count = in.readNBytes(to, toOffset, size);
            return in.read() < 0 ? count : size + 1;
        }
    }

    private Decompressor snappy() {
        snappy = snappy == null ? new SnappyDecompressor() : snappy;
        return snappy;
    }

    private Decompressor zstd() {
        zstd = zstd == null ? new ZstdDecompressor() : zstd;
        return zstd;
    }

    private Decompressor lz4() {
        lz4 = lz4 == null ? new Lz4Decompressor() : lz4;
        return lz4;
    }
}
