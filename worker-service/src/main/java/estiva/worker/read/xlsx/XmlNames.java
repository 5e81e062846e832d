package estiva.worker.read.xlsx;

import estiva.worker.read.BadRecord;
import java.util.HashSet;
import java.util.Set;

/** The names in a workbook's XML: the parser keeps each that it has seen, and a workbook needs a few hundred. */
final class XmlNames {

    private static final int MOST = 4096;
    private static final int LATELY = 256;

    /** The parser gives the same object for the same name. */
    private final String[] lately = new String[LATELY];

    private final Set<String> all = new HashSet<>();

    void see(String name) throws BadRecord {
        int place = name.hashCode() & LATELY - 1;
        if (lately[place] != name) {
            lately[place] = name;
            if (all.add(name) && all.size() > MOST) {
                throw new BadRecord("the workbook's XML has more than " + MOST + " different names");
            }
        }
    }
}
