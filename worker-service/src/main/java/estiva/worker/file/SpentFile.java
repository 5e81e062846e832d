package estiva.worker.file;

import estiva.control.files.FileRoot;
import estiva.control.files.SourceFile;
import estiva.control.imports.ImportSpec.Afterwards;
import estiva.control.process.Status;
import java.io.IOException;

/** What becomes of a file whose load has ended, as its import says. */
final class SpentFile {

    private SpentFile() {}

    /** @return where it goes below the file root; null: it is deleted. Not to be asked of one that is left where it is */
    static String folder(Afterwards afterwards, Status end) {
        if (end != Status.COMPLETED) {
            return "failed";
        }
        return afterwards == Afterwards.delete ? null : "done";
    }

    /** @throws FileRoot.Refused when the folder leads out of the file root */
    static void putAway(SourceFile file, long fileId, Afterwards afterwards, Status end)
            throws FileRoot.Refused, IOException {
        if (afterwards == Afterwards.leave) {
            return;
        }
        String folder = folder(afterwards, end);
        if (folder == null) {
            file.delete();
        } else {
            file.moveTo(folder, fileId);
        }
    }
}
