package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;

/** The pages of one column, unpacked one after the other; only one of them, and the dictionary, is in memory. */
final class Pages {

    private static final int[] HEADERS = {1 << 12, 1 << 16, 1 << 20};

    private final ParquetBytes file;
    private final Codecs codecs;
    private final PageDictionary dictionary;
    private final Room page;
    private CompressionCodec codec;
    private MemoryShare headerMemory;
    private long at;

    /**
     * What is taken from a page.
     *
     * @param count of its rows
     * @param levels where its definition levels begin, and after them its values
     */
    record Page(int count, Encoding encoding, byte[] bytes, int levels, int levelsEnd, int values, int end) {}

    Pages(ParquetBytes file, Codecs codecs, PageDictionary dictionary) {
        this.file = file;
        this.codecs = codecs;
        this.dictionary = dictionary;
        page = new Room(file.memory());
        headerMemory = file.memory().share().part();
    }

    void begin(CompressionCodec packing, long position) {
        codec = packing;
        at = position;
        dictionary.clear();
    }

    /** Where the next one begins. */
    long at() {
        return at;
    }

    /** @param hasLevels whether there may be NULLs */
    Page next(boolean hasLevels) throws IOException, BadRecord {
        while (true) {
            PageHeader header = header();
            int size = header.getCompressed_page_size();
            byte[] stored = stored(header, size);
            at += size;
            if (header.isSetData_page_header() && header.getType() == PageType.DATA_PAGE) {
                return first(header, header.getData_page_header(), stored, hasLevels);
            }
            if (header.isSetData_page_header_v2() && header.getType() == PageType.DATA_PAGE_V2) {
                return second(header, header.getData_page_header_v2(), stored);
            }
            if (header.isSetDictionary_page_header()) {
                read(header, header.getDictionary_page_header(), stored);
            }
        }
    }

    private PageHeader header() throws IOException, BadRecord {
        BadRecord failure = new BadRecord("it is cut off");
        for (int most : HEADERS) {
            int length = (int) Math.min(most, file.length() - at);
            if (length <= 0) {
                throw failure;
            }
            PageHeader header = new PageHeader();
            headerMemory.close();
            headerMemory = file.memory().share().part();
            try {
                at += Structure.read(header, file.stored(at, length), length, headerMemory);
                return header;
            } catch (BadRecord e) {
                failure = new BadRecord("its header is damaged: " + e.getMessage());
            }
        }
        throw failure;
    }

    private byte[] stored(PageHeader header, int size) throws IOException, BadRecord {
        if (size < 0 || size > file.length() - at || header.getUncompressed_page_size() < 0) {
            throw new BadRecord(
                    "it has " + size + " bytes, which are " + header.getUncompressed_page_size() + " unpacked");
        }
        byte[] stored = file.stored(at, size);
        if (header.isSetCrc()) {
            CRC32 sum = new CRC32();
            sum.update(stored, 0, size);
            if ((int) sum.getValue() != header.getCrc()) {
                throw new BadRecord("its checksum is not that of its bytes");
            }
        }
        return stored;
    }

    private void read(PageHeader header, DictionaryPageHeader of, byte[] stored) throws BadRecord {
        if (of.getEncoding() != Encoding.PLAIN && of.getEncoding() != Encoding.PLAIN_DICTIONARY) {
            throw new BadRecord("its dictionary is encoded by " + of.getEncoding());
        }
        int size = header.getUncompressed_page_size();
        byte[] bytes = dictionary.clear().of(size);
        expand(stored, 0, header.getCompressed_page_size(), bytes, 0, size);
        dictionary.index(of.getNum_values(), size);
    }

    private Page first(PageHeader header, DataPageHeader of, byte[] stored, boolean hasLevels) throws BadRecord {
        int size = header.getUncompressed_page_size();
        byte[] bytes = page.of(size);
        expand(stored, 0, header.getCompressed_page_size(), bytes, 0, size);
        if (!hasLevels) {
            return new Page(of.getNum_values(), of.getEncoding(), bytes, 0, 0, 0, size);
        }
        if (of.getDefinition_level_encoding() != Encoding.RLE) {
            throw new BadRecord("it encodes which values are NULL by " + of.getDefinition_level_encoding()
                    + ", which is not read; write it again");
        }
        int end = 4 + PlainValues.length(bytes, 0, size);
        return new Page(of.getNum_values(), of.getEncoding(), bytes, 4, end, end, size);
    }

    private Page second(PageHeader header, DataPageHeaderV2 of, byte[] stored) throws BadRecord {
        int size = header.getUncompressed_page_size();
        int packed = header.getCompressed_page_size();
        int repetitions = of.getRepetition_levels_byte_length();
        int levels = of.getDefinition_levels_byte_length();
        long unpacked = (long) repetitions + levels;
        if (repetitions < 0 || levels < 0 || unpacked > size || unpacked > packed) {
            throw new BadRecord("it has " + size + " bytes, of which " + unpacked + " say which values are NULL");
        }
        int values = (int) unpacked;
        byte[] bytes = page.of(size);
        System.arraycopy(stored, 0, bytes, 0, values);
        if (of.isIs_compressed()) {
            expand(stored, values, packed - values, bytes, values, size - values);
        } else {
            codecs.expand(CompressionCodec.UNCOMPRESSED, stored, values, packed - values, bytes, values, size - values);
        }
        return new Page(of.getNum_values(), of.getEncoding(), bytes, repetitions, values, values, size);
    }

    private void expand(byte[] stored, int from, int length, byte[] bytes, int to, int size) throws BadRecord {
        // Of nothing some writers store nothing, others what their codec makes of it.
        if (size > 0 || codec == CompressionCodec.UNCOMPRESSED) {
            codecs.expand(codec, stored, from, length, bytes, to, size);
        }
    }
}
