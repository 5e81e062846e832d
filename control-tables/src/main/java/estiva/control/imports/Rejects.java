package estiva.control.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;

/**
 * Bad rows a file may have and still be loaded without them; neither given: none.
 *
 * @param maxRows null: any number, if {@code maxPercent} allows it
 * @param maxPercent of the rows read; null: no such limit
 * @param keepRawText whether texts and values of bad rows are kept, and messages that may quote them; null: they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rejects(Long maxRows, BigDecimal maxPercent, Boolean keepRawText) {

    public Rejects(Long maxRows, BigDecimal maxPercent) {
        this(maxRows, maxPercent, null);
    }

    public boolean keepsRawText() {
        return keepRawText == null || keepRawText;
    }

    /** The number that must not be passed, however long the file is. */
    public long mostRows() {
        if (maxRows != null) {
            return maxRows;
        }
        return maxPercent == null ? 0 : Long.MAX_VALUE;
    }

    /** Whether so many bad rows are too many for a file of so many rows. */
    public boolean areTooMany(long rejected, long read) {
        return rejected > mostRows() || maxPercent != null && isMoreThanPercent(rejected, read);
    }

    private boolean isMoreThanPercent(long rejected, long read) {
        BigDecimal hundredfold = BigDecimal.valueOf(rejected).movePointRight(2);
        return hundredfold.compareTo(maxPercent.multiply(BigDecimal.valueOf(read))) > 0;
    }
}
