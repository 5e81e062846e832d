package estiva.control.audit;

import estiva.control.text.VisibleText;

/**
 * What was done, to what.
 *
 * @param subjectKind such as {@code client}
 * @param subject its name or number; null: none
 * @param processName the client it is about; null: none, or several
 */
public record Act(String action, String subjectKind, String subject, String processName) {
    /** Done. */
    public static final String DONE = "done";
    /** Somebody still has to do it. */
    public static final String REQUESTED = "requested";
    /** Not done. */
    public static final String REFUSED = "refused";

    private static final int WIDEST_SUBJECT = 400;
    private static final int WIDEST_NAME = 255;

    public Act {
        subject = VisibleText.of(subject, WIDEST_SUBJECT);
        processName = VisibleText.of(processName, WIDEST_NAME);
    }
}
