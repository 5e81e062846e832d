package estiva.worker.read.text;

import estiva.worker.read.BadRecord;
import java.io.IOException;

/** A text piece by piece; a piece stands in {@link #chars} until the next is read. */
interface Records {

    /** @return false at the end of the text */
    boolean next() throws IOException, BadRecord;

    char[] chars();

    int from();

    /** Behind the last character that counts. */
    int to();

    /** Of the present piece, from 1; 0 before the first. */
    long number();

    default void skip(int count) throws IOException, BadRecord {
        for (int i = 0; i < count; i++) {
            if (!next()) {
                throw new BadRecord("Not enough lines to skip: there are " + i + ", not " + count);
            }
        }
    }
}
