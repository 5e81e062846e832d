package estiva.worker.load;

/** What a staging table would leave behind would stay for ever. */
public final class StagingImpossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StagingImpossible(String why) {
        super(why, null, false, false);
    }
}
