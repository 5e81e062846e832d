package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import java.io.IOException;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Type;

/** One column of a file, value by value. */
final class Column {

    private final ParquetBytes file;
    private final SchemaField field;
    private final PageDictionary dictionary;
    private final Pages pages;
    private final Room text;
    private final RunLengths levels = new RunLengths();
    private PageValues values;
    private long pageAt;
    private long leftInChunk;
    private int leftInPage;

    Column(ParquetBytes file, Codecs codecs, SchemaField field) {
        this.file = file;
        this.field = field;
        dictionary = new PageDictionary(file.memory(), field.width());
        pages = new Pages(file, codecs, dictionary);
        text = new Room(file.memory());
    }

    SchemaField field() {
        return field;
    }

    /** Values of the row that was gone to, if it has one. */
    PageValues values() {
        return values;
    }

    /** Goes to the rows of a row group. */
    void begin(ColumnChunk chunk, long rows) throws BadRecord {
        ColumnMetaData data = chunk.getMeta_data();
        if (chunk.isSetCrypto_metadata() || data == null) {
            throw new BadRecord("column '" + field.name() + "' is encrypted, or not described");
        }
        if (chunk.isSetFile_path()) {
            throw new BadRecord("column '" + field.name() + "' lies in another file, " + chunk.getFile_path());
        }
        if (data.getType() != field.type() || data.getNum_values() != rows) {
            throw new BadRecord("column '" + field.name() + "' has " + data.getNum_values() + " values of type "
                    + data.getType() + " for " + rows + " rows of type " + field.type());
        }
        boolean beginsBefore =
                data.getDictionary_page_offset() > 0 && data.getDictionary_page_offset() < data.getData_page_offset();
        long position = beginsBefore ? data.getDictionary_page_offset() : data.getData_page_offset();
        if (position < 0 || position > file.length()) {
            throw new BadRecord("column '" + field.name() + "' begins at byte " + position + " of " + file.length());
        }
        pages.begin(data.getCodec(), position);
        leftInChunk = rows;
        leftInPage = 0;
    }

    /** Goes to the next row. @return whether the column has a value there, and not NULL */
    boolean next() throws IOException, BadRecord {
        try {
            while (leftInPage == 0) {
                beginPage();
            }
            leftInPage--;
            if (field.definition() > 0 && levels.next() != field.definition()) {
                return false;
            }
            values.next();
            if (field.width() > 0 && values.length() != field.width()) {
                throw new BadRecord("a value has " + values.length() + " bytes instead of " + field.width());
            }
            return true;
        } catch (BadRecord e) {
            throw new BadRecord("column '" + field.name() + "', page at byte " + pageAt + ": " + e.getMessage());
        }
    }

    private void beginPage() throws IOException, BadRecord {
        pageAt = pages.at();
        Pages.Page page = pages.next(field.definition() > 0);
        if (page.count() < 0 || page.count() > leftInChunk) {
            throw new BadRecord("it has " + page.count() + " values where " + leftInChunk + " are left");
        }
        leftInPage = page.count();
        leftInChunk -= page.count();
        if (field.definition() > 0) {
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(field.definition());
            levels.begin(page.bytes(), page.levels(), page.levelsEnd(), bits);
        }
        values = values(page);
    }

    private PageValues values(Pages.Page page) throws BadRecord {
        byte[] bytes = page.bytes();
        int from = page.values();
        int to = page.end();
        Type type = field.type();
        if (page.encoding() == null) {
            throw new BadRecord("it is encoded in a way that is not known");
        }
        if (from == to && !field.isFlag()) {
            // Nothing but NULLs, whatever the encoding.
            return new PlainValues(bytes, from, to, field.width());
        }
        return switch (page.encoding()) {
            case PLAIN ->
                field.isFlag() ? FlagValues.ofBits(bytes, from, to) : new PlainValues(bytes, from, to, field.width());
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> new DictionaryValues(dictionary, bytes, from, to);
            case RLE -> {
                require(field.isFlag(), page);
                yield FlagValues.ofRuns(bytes, from, to);
            }
            case DELTA_BINARY_PACKED -> {
                require(type == Type.INT32 || type == Type.INT64, page);
                yield new DeltaNumbers(bytes, from, to, page.count(), field.width());
            }
            case DELTA_LENGTH_BYTE_ARRAY -> {
                require(type == Type.BYTE_ARRAY, page);
                yield DeltaTexts.whole(bytes, from, to, page.count());
            }
            case DELTA_BYTE_ARRAY -> {
                require(type == Type.BYTE_ARRAY || type == Type.FIXED_LEN_BYTE_ARRAY, page);
                yield DeltaTexts.shared(text, bytes, from, to, page.count());
            }
            case BYTE_STREAM_SPLIT -> {
                require(field.width() > 0 && !field.isFlag(), page);
                yield new SplitValues(bytes, from, to, field.width());
            }
            default -> throw new BadRecord("it is encoded by " + page.encoding() + ", which is not read");
        };
    }

    private void require(boolean fits, Pages.Page page) throws BadRecord {
        if (!fits) {
            throw new BadRecord("it is encoded by " + page.encoding() + ", which does not fit type " + field.type());
        }
    }
}
