package estiva.worker.process;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** A parquet file of one column, Id, whose pages hold no value, each of a few bytes. */
public final class EmptyPages {
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
    private static final int PAGES = 8_000_000;

    private EmptyPages() {}

    public static Path writeTo(Path path) throws IOException {
        byte[] page = page();
        byte[] footer = footer((long) page.length * PAGES);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
            out.write(MAGIC);
            for (int i = 0; i < PAGES; i++) {
                out.write(page);
            }
            out.write(footer);
            out.write(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(footer.length)
                    .array());
            out.write(MAGIC);
        }
        return path;
    }

    private static byte[] page() throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 0, 0);
        header.setData_page_header(new DataPageHeader(0, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writePageHeader(header, bytes);
        return bytes.toByteArray();
    }

    private static byte[] footer(long size) throws IOException {
        SchemaElement root = new SchemaElement("message").setNum_children(1);
        SchemaElement id = new SchemaElement("Id").setType(Type.INT32).setRepetition_type(FieldRepetitionType.REQUIRED);
        ColumnMetaData column = new ColumnMetaData(
                Type.INT32,
                List.of(Encoding.PLAIN),
                List.of("Id"),
                CompressionCodec.UNCOMPRESSED,
                1,
                size,
                size,
                MAGIC.length);
        ColumnChunk chunk = new ColumnChunk(MAGIC.length).setMeta_data(column);
        RowGroup group = new RowGroup(List.of(chunk), size, 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(new FileMetaData(1, List.of(root, id), 1, List.of(group)), bytes);
        return bytes.toByteArray();
    }
}
