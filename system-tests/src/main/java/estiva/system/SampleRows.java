package estiva.system;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Invents the values of one sample file: the same ones for the same seed, on every machine. */
final class SampleRows {

    private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final List<String> FIRST_NAMES = List.of(
            "João", "Conceição", "Antônio", "Íris", "Mônica", "José", "Luísa", "Átila", "Thaís", "Estêvão", "Ana");
    private static final List<String> LAST_NAMES =
            List.of("Araújo", "Gonçalves", "Simões", "Açucena", "Magalhães", "Brandão", "Cecília", "Nuñez", "Silva");
    private static final List<String> CITIES = List.of(
            "São Paulo",
            "Goiânia",
            "Belém",
            "Maceió",
            "Florianópolis",
            "Três Lagoas",
            "Itaúna",
            "Embu-Guaçu",
            "Recife");
    private static final List<String> PRODUCTS = List.of(
            "Pão francês", "Pão de açúcar", "Café", "Bolo de fubá", "Broa", "Brigadeiro", "Pastéis", "Maçã", "Sonho");

    private final Random random;
    private BigDecimal total = BigDecimal.ZERO;

    SampleRows(String seed) {
        this.random = new Random(seed.hashCode());
    }

    String customer(int row) {
        return "%d,\"%s, %s\",%s,%s,\"%s\""
                .formatted(row, any(LAST_NAMES), any(FIRST_NAMES), any(CITIES), day(1950, 50), amount(2_000_000));
    }

    String order(int row) {
        return "%d;%s %s;%s;%s;%s;%d"
                .formatted(
                        row, any(FIRST_NAMES), any(LAST_NAMES), day(2025, 1), day(2026, 1), amount(500_000), row % 2);
    }

    String sale(int row) {
        return "%s;%s;%s;%s"
                .formatted(
                        day(2025, 1),
                        any(PRODUCTS),
                        String.format(BRAZIL, "%,.3f", random.nextDouble() * 20),
                        amount(9_000));
    }

    String delivery(int row) {
        LocalDateTime delivered = LocalDateTime.of(2025, 1, 1, 8, 0).plusSeconds(random.nextInt(31_536_000));
        return "%d,%s,%s,%s,\"%s\""
                .formatted(
                        row,
                        any(CITIES),
                        delivered.format(MOMENT),
                        BigDecimal.valueOf(random.nextInt(90_000_000), 3).toPlainString(),
                        amount(150_000));
    }

    /** Every fifth description runs over two lines and quotes itself; every seventh stock is not known. */
    String product(int row) {
        String description = any(PRODUCTS) + (row % 5 == 0 ? " \"\"caseiro\"\"\nfeito hoje" : "");
        BigDecimal price = BigDecimal.valueOf(random.nextInt(9_000), 2);
        total = total.add(price);
        return "P-%05d,\"%s\",%s,%s"
                .formatted(
                        row,
                        description,
                        row % 7 == 0 ? "" : Integer.toString(random.nextInt(500)),
                        price.toPlainString());
    }

    String stock(int row) {
        return "Remédio nº %d\t%s\t%s\t%d\t%s"
                .formatted(
                        row,
                        row % 4 == 0 ? "NULL" : "L" + random.nextInt(10_000),
                        row % 9 == 0 ? "-" : day(2026, 3),
                        random.nextInt(1_000),
                        amount(70_000));
    }

    /** The sum of all amounts invented so far. */
    BigDecimal total() {
        return total;
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String day(int fromYear, int years) {
        return LocalDate.of(fromYear, 1, 1)
                .plusDays(random.nextInt(365 * years))
                .format(DAY);
    }

    /** @return an amount as it is written in Brazil: {@code 1.234,56} */
    private String amount(int belowCents) {
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(belowCents), 2);
        total = total.add(amount);
        return String.format(BRAZIL, "%,.2f", amount);
    }
}
