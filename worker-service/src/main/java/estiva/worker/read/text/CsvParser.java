package estiva.worker.read.text;

import estiva.worker.read.BadRecord;
import java.io.IOException;

/** Finds the fields of CSV. */
interface CsvParser {

    /** Reads a row into the one that was given to the parser. @return false at the end of the text */
    boolean next() throws IOException, BadRecord;
}
