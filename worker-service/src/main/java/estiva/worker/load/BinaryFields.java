package estiva.worker.load;

import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.Header;

/** Fields that a file declares as bytes: their digits are no text. */
final class BinaryFields {

    private BinaryFields() {}

    /** @param header null when the file has none */
    static void refuse(Header header, int field, String sourceName, TargetColumn target) throws PlanRefused {
        if (header != null && header.isBinary(field) && target.kind() == Kind.TEXT) {
            throw new PlanRefused(
                    "column '" + sourceName + "' of the file holds bytes, which its schema does not declare"
                            + " as a text; if they are one, say \"encoding\" in the import's format, or load them into a binary"
                            + " column");
        }
    }
}
