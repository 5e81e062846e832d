package estiva.worker.load;

import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;

/** How a file is read, from its begin each time it is opened, until it ends or is told to stop. */
record Reading(RowFiles files, LoadRequest request, Stop stop) {

    /** @throws UnreadableFile without the file's name in its message */
    RowFile open() throws UnreadableFile {
        return files.open(request.file(), request.spec(), request.memory(), stop);
    }
}
