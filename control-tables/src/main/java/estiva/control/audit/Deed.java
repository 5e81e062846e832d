package estiva.control.audit;

import estiva.control.text.VisibleText;

/**
 * Who does something, by which means, from where.
 *
 * @param identity its name; {@code anonymous} while the registry is open
 * @param means {@code open}, {@code key <id>}, {@code password}, {@code session}, {@code inbox}, {@code configuration}
 * @param address null: from within
 */
public record Deed(String identity, String means, String address) {
    private static final int WIDEST_NAME = 255;
    private static final int WIDEST_MEANS = 210;
    private static final int WIDEST_ADDRESS = 64;

    public Deed {
        identity = VisibleText.of(identity, WIDEST_NAME);
        means = VisibleText.of(means, WIDEST_MEANS);
        address = VisibleText.of(address, WIDEST_ADDRESS);
    }
}
