package estiva.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the benchmarks measured: a table for the screen and a JSON document. */
final class Figures {

    private final List<Figure> figures = new ArrayList<>();

    /**
     * One measured number.
     *
     * @param database null where none takes part
     */
    record Figure(String benchmark, Engine database, String what, double value, String unit) {}

    void add(String benchmark, Engine database, String what, double value, String unit) {
        Figure figure = new Figure(benchmark, database, what, value, unit);
        figures.add(figure);
        Screen.OUT.println("  " + what + ": " + text(value) + " " + unit);
    }

    void add(String benchmark, String what, double value, String unit) {
        add(benchmark, null, what, value, unit);
    }

    /** The median and the 99th percentile (nearest rank) of some durations in milliseconds. */
    void addPercentiles(String benchmark, Engine database, String what, List<Double> milliseconds) {
        double[] sorted =
                milliseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        add(benchmark, database, what + ", p50", percentile(sorted, 0.50), "ms");
        add(benchmark, database, what + ", p99", percentile(sorted, 0.99), "ms");
    }

    static double median(List<Double> values) {
        return percentile(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray(), 0.50);
    }

    List<String> lines() {
        TextTable table = new TextTable("Benchmark", "Database", "What", "Value", "Unit");
        figures.forEach(figure -> table.row(
                figure.benchmark(),
                figure.database() == null ? "-" : figure.database(),
                figure.what(),
                text(figure.value()),
                figure.unit()));
        return table.lines();
    }

    /** @param settings the command line's, told beside the figures and what they were measured on */
    void write(Path file, Map<String, Object> settings) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("java", System.getProperty("java.vm.version"));
        document.put("cores", Runtime.getRuntime().availableProcessors());
        document.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        document.put("settings", settings);
        document.put("figures", figures);
        Files.createDirectories(file.getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), document);
    }

    static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%,.0f", value);
    }
}
