package estiva.worker.read;

/** How the characters of a field are to be understood. */
public enum Notation {
    /** As the import says: by the column's format, and empty is NULL. */
    PLAIN,
    /** Like {@link #PLAIN}, but an empty text is a text. */
    QUOTED,
    /**
     * A number with a decimal point, as the file's own format writes numbers: no column's number format is asked. A column
     * of text holds it in its {@link PlainNumber plain form}.
     */
    NUMBER,
    /** A {@link #NUMBER} whose zeros say something, such as 00042 or 5.50: a column of text holds it as it is. */
    DIGITS,
    /**
     * A binary fraction of double precision, by the shortest decimal that reads back to it. What it has beyond 15 digits is
     * the error of its last bits, unless the column has room for them.
     */
    DOUBLE,
    /** A whole number with more digits than its file can hold exactly: only a column of binary fractions takes it. */
    INEXACT,
    /** An ISO 8601 date, time or both: no column's date format is asked. */
    TIME,
    /** An ISO 8601 date and time with Z or an offset: a column without offset holds it as it is in the column's zone. */
    INSTANT,
    /** NULL as such, without characters. */
    NULL,
    /** No value at all, such as a spreadsheet's #DIV/0!: bad wherever it is used. */
    ERROR
}
