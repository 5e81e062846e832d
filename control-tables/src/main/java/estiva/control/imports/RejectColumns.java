package estiva.control.imports;

import java.util.List;

/**
 * The columns that an export of rejected rows has after those of the file: a load leaves them out, so that the corrected
 * export can be registered as it is.
 */
public final class RejectColumns {
    public static final List<String> NAMES = List.of("EstivaRow", "EstivaColumn", "EstivaReason");

    private RejectColumns() {}
}
