package estiva.worker.read;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** A file written by parquet-java, the format's own writer. */
public final class TestParquet {

    private final MessageType schema;
    private Consumer<ExampleParquetWriter.Builder> options = builder -> {};

    /** @param fields as a schema lists them, such as {@code required int32 id;} */
    public TestParquet(String fields) {
        schema = MessageTypeParser.parseMessageType("message test { " + fields + " }");
    }

    public TestParquet with(Consumer<ExampleParquetWriter.Builder> further) {
        options = options.andThen(further);
        return this;
    }

    /** One row for each. */
    @SafeVarargs
    public final Path writeTo(Path path, Consumer<Group>... rows) throws IOException {
        return writeTo(path, rows.length, (row, number) -> rows[number].accept(row));
    }

    /** @param fill gets each row with its number, from 0 */
    public Path writeTo(Path path, int rows, BiConsumer<Group, Integer> fill) throws IOException {
        Files.deleteIfExists(path);
        ExampleParquetWriter.Builder builder = ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCodecFactory(new Codecs());
        options.accept(builder);
        try (ParquetWriter<Group> writer = builder.build()) {
            for (int i = 0; i < rows; i++) {
                Group row = new SimpleGroup(schema);
                fill.accept(row, i);
                writer.write(row);
            }
        }
        return path;
    }

    /** The writer's own are native, or Hadoop's. */
    private static final class Codecs implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    return BytesInput.from(compressed(codec, bytes.toByteArray()));
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return codec;
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException("these codecs only write");
        }

        @Override
        public void release() {}

        private static byte[] compressed(CompressionCodecName codec, byte[] bytes) throws IOException {
            return switch (codec) {
                case GZIP -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    try (OutputStream gzip = new GZIPOutputStream(out)) {
                        gzip.write(bytes);
                    }
                    yield out.toByteArray();
                }
                case SNAPPY -> compressed(new SnappyCompressor(), bytes);
                case ZSTD -> compressed(new ZstdCompressor(), bytes);
                case LZ4_RAW -> compressed(new Lz4Compressor(), bytes);
                default -> bytes;
            };
        }

        private static byte[] compressed(Compressor compressor, byte[] bytes) {
            byte[] out = new byte[compressor.maxCompressedLength(bytes.length)];
            return Arrays.copyOf(out, compressor.compress(bytes, 0, bytes.length, out, 0, out.length));
        }
    }
}
