package estiva.worker.read.xlsx;

/** Numbers by which a workbook refers to its parts. One is read for each cell: without a regular expression. */
final class Ordinal {

    private static final int MOST_DIGITS = 9;

    private Ordinal() {}

    /** @return -1 where the text is none, or longer than 9 digits */
    static int of(String text) {
        if (text == null || text.isEmpty() || text.length() > MOST_DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
