package estiva.control.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * How a file is written. The record mirrors the JSON; what is absent there is null here. {@link FormatSpecs} says which
 * member fits which type.
 *
 * @param type null: {@code csv}
 * @param compression null: by the end of the file's name, {@code .gz} or {@code .zip}
 * @param member pattern of the one file in a zip that is read, with {@code *} and {@code ?}; null: it holds but one
 * @param encoding a Java charset name; null: UTF-8. A byte-order mark wins over it. Of parquet: what byte arrays are that
 *     its schema does not declare as texts; null: binaries
 * @param delimiter one to eight characters; null: comma
 * @param quote one character; empty: there are no quotes; null: the double quote
 * @param escape one character; the character after it stands for itself; null: quotes are doubled instead
 * @param comment one character, which begins lines that are no rows; null: there are none
 * @param header whether the first record holds the column names; null: true
 * @param skipLines lines, records or rows of a sheet before the header or the first record; null: 0
 * @param fields of a fixed width line, in order
 * @param recordLength of fixed width without line ends: the characters of a record; null: each line is one
 * @param sheet its name (JSON string), or its place from 1 (JSON number); null: the first
 * @param nullTokens texts that stand for NULL, beside the empty unquoted field; null: none
 * @param quotes what becomes of quotes in wrong places; null: the row is bad
 * @param lineBreaksInFields whether a quoted field may go over several lines; null: true
 * @param emptyRows what becomes of rows with nothing but delimiters and blanks; null: they are no rows
 * @param shortRows what becomes of rows that lack their last fields; null: they are bad
 * @param positions what the starts and lengths of fixed width count; null: characters
 * @param trim whether blanks around a text are dropped; null: only of fixed width, where they fill up the field. They
 *     always are around other values
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileFormat(
        Type type,
        Compression compression,
        String member,
        String encoding,
        String delimiter,
        String quote,
        String escape,
        String comment,
        Boolean header,
        Integer skipLines,
        List<Field> fields,
        Integer recordLength,
        JsonNode sheet,
        List<String> nullTokens,
        Boolean trim,
        Quotes quotes,
        Boolean lineBreaksInFields,
        EmptyRows emptyRows,
        ShortRows shortRows,
        Positions positions) {

    public FileFormat {
        sheet = DefinitionNumbers.place(sheet);
    }

    /** What is meant where a definition says nothing. */
    public static final FileFormat DEFAULT = new FileFormat(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null);

    /** The formats that are read. */
    public enum Type {
        csv,
        /** Lines, or records of one length, of fields that begin at fixed places. */
        fixed,
        /** One JSON object a line. */
        jsonl,
        /** One sheet of an Excel workbook. */
        xlsx,
        /** An Apache Parquet file, whose columns have names and types. */
        parquet
    }

    /** How the bytes of the file are packed. */
    public enum Compression {
        none,
        gzip,
        zip
    }

    /** What becomes of quotes that stand where none can: after a blank, within a field, before its end. */
    public enum Quotes {
        /** The row is bad. */
        strict,
        /** A quote after blanks opens the field, one that the field does not end after is a letter. */
        lenient
    }

    /** What becomes of rows with nothing but delimiters and blanks. */
    public enum EmptyRows {
        /** They are no rows. */
        skip,
        /** They are rows of empty values. */
        load
    }

    /** What becomes of rows that end before their last field. */
    public enum ShortRows {
        /** They are bad. */
        reject,
        /** What is missing is empty. */
        @JsonProperty("null")
        fill;

        /** As definitions write it, which Java cannot. */
        @Override
        public String toString() {
            return this == fill ? "null" : name();
        }
    }

    /** What the places of fixed width count. */
    public enum Positions {
        characters,
        /** As the encoding writes them. */
        bytes
    }

    /**
     * @param name by which columns refer to it; null: by its position only
     * @param start its first character, from 1; null: it begins after the field before
     * @param length in characters; null, of the last field only: to the end of the line or record
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Field(String name, Integer start, Integer length) {}

    public Type typeOrDefault() {
        return type == null ? Type.csv : type;
    }

    public String encodingOrDefault() {
        return encoding == null ? "UTF-8" : encoding;
    }

    public String delimiterOrDefault() {
        return delimiter == null ? "," : delimiter;
    }

    public boolean hasQuote() {
        return quote == null || !quote.isEmpty();
    }

    public char quoteOrDefault() {
        return quote == null || quote.isEmpty() ? '"' : quote.charAt(0);
    }

    /** An escape that is the quote itself says what goes without saying: quotes are doubled. */
    public boolean hasEscape() {
        return escape != null && !(hasQuote() && escape.equals(String.valueOf(quoteOrDefault())));
    }

    /** Whether the first record holds the names; of types that have no such record: whether names are known without. */
    public boolean hasHeader() {
        return header == null || header;
    }

    public int skipLinesOrDefault() {
        return skipLines == null ? 0 : skipLines;
    }

    public List<Field> fieldsOrEmpty() {
        return fields == null ? List.of() : fields;
    }

    public List<String> nullTokensOrEmpty() {
        return nullTokens == null ? List.of() : nullTokens;
    }

    @JsonIgnore
    public boolean isLenientWithQuotes() {
        return quotes == Quotes.lenient;
    }

    public boolean allowsLineBreaks() {
        return lineBreaksInFields == null || lineBreaksInFields;
    }

    public boolean skipsEmptyRows() {
        return emptyRows != EmptyRows.load;
    }

    public boolean fillsShortRows() {
        return shortRows == ShortRows.fill;
    }

    public boolean countsBytes() {
        return positions == Positions.bytes;
    }

    public boolean trims() {
        return trim == null ? typeOrDefault() == Type.fixed : trim;
    }
}
