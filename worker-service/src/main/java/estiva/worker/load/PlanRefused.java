package estiva.worker.load;

/** An import that does not fit the file or the table. */
final class PlanRefused extends Exception {

    PlanRefused(String message) {
        super(message);
    }
}
