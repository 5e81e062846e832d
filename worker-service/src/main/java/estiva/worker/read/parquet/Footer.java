package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;

/** The end of a file: its schema, and where the parts of its columns lie. */
final class Footer {

    private static final int MAGIC = 4;
    private static final int TAIL = 8;
    /** The objects that are made of it usually take about as many times its bytes. */
    private static final int COST = 8;

    private Footer() {}

    static FileMetaData read(ParquetBytes file) throws IOException, BadRecord {
        if (file.length() < MAGIC + TAIL || !magic(file, 0).startsWith("PAR")) {
            throw new BadRecord("it does not begin with PAR1, as every parquet file does");
        }
        String end = magic(file, file.length() - MAGIC);
        if (end.equals("PARE")) {
            throw new BadRecord("it is encrypted; write it without");
        }
        if (!end.equals("PAR1")) {
            throw new BadRecord("it is cut off, or was never closed by what wrote it: it does not end with PAR1");
        }
        byte[] tail = new byte[TAIL];
        file.read(file.length() - TAIL, tail, 0, TAIL);
        long length = Integer.toUnsignedLong((int) PageValues.littleEndian(tail, 0, 4));
        if (length > file.length() - MAGIC - TAIL) {
            throw new BadRecord("it is damaged: its footer has " + length + " bytes of " + file.length());
        }
        if (length > file.memory().size() / COST) {
            throw new BadRecord(
                    "its footer has " + length + " bytes where " + file.memory().size() / COST
                            + " are read; write it with fewer row groups, or raise estiva.worker.read.page-bytes");
        }
        FileMetaData footer = parse(file, (int) length);
        if (footer.isSetEncryption_algorithm()) {
            throw new BadRecord("columns of it are encrypted; write it without");
        }
        refuseJoined(file, footer, file.length() - TAIL - length);
        return footer;
    }

    /**
     * The last of several files that were joined says where its parts lie in itself, and so bytes of the first would be read
     * for them. It begins as far behind the begin as its footer stands behind its parts.
     */
    private static void refuseJoined(ParquetBytes file, FileMetaData footer, long footerAt)
            throws IOException, BadRecord {
        long before = footerAt
                - footer.getRow_groups().stream()
                        .flatMap(group -> group.getColumns().stream())
                        .mapToLong(Footer::end)
                        .max()
                        .orElse(MAGIC);
        if (before >= MAGIC + TAIL
                && before < footerAt
                && magic(file, before).equals("PAR1")
                && magic(file, before - MAGIC).equals("PAR1")) {
            throw new BadRecord(
                    "it holds " + before + " bytes of another parquet file before it; files cannot be joined so");
        }
    }

    private static long end(ColumnChunk chunk) {
        long end = Math.max(
                chunk.getColumn_index_offset() + chunk.getColumn_index_length(),
                chunk.getOffset_index_offset() + chunk.getOffset_index_length());
        ColumnMetaData data = chunk.getMeta_data();
        if (data != null) {
            long begin = data.isSetDictionary_page_offset() && data.getDictionary_page_offset() > 0
                    ? Math.min(data.getDictionary_page_offset(), data.getData_page_offset())
                    : data.getData_page_offset();
            end = Math.max(end, begin + data.getTotal_compressed_size());
            end = Math.max(end, data.getBloom_filter_offset() + data.getBloom_filter_length());
        }
        return end;
    }

    private static FileMetaData parse(ParquetBytes file, int length) throws IOException, BadRecord {
        FileMetaData footer = new FileMetaData();
        try (MemoryShare passing = file.memory().share().part()) {
            passing.take(length);
            byte[] bytes = new byte[length];
            file.read(file.length() - TAIL - length, bytes, 0, length);
            Structure.read(footer, bytes, length, file.memory().share());
        } catch (BadRecord e) {
            throw new BadRecord("its footer is damaged: " + e.getMessage());
        }
        return footer;
    }

    private static String magic(ParquetBytes file, long position) throws IOException, BadRecord {
        byte[] bytes = new byte[MAGIC];
        file.read(position, bytes, 0, MAGIC);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
