package estiva.worker.read;

/** How the characters of a field are to be understood. */
public enum Notation {
    /** As the import says: by the column's format, and empty is NULL. */
    PLAIN,
    /** Like {@link #PLAIN}, but an empty text is a text. */
    QUOTED,
    /** A number with a decimal point, as the file's own format writes numbers: no column's number format is asked. */
    NUMBER,
    /** An ISO 8601 date, time or both: no column's date format is asked. */
    TIME,
    /** An ISO 8601 date and time in UTC, ending in Z: a column without offset holds it as it is in UTC. */
    INSTANT,
    /** NULL as such, without characters. */
    NULL,
    /** No value at all, such as a spreadsheet's #DIV/0!: bad wherever it is used. */
    ERROR
}
