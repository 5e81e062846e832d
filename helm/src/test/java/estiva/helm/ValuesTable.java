package estiva.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of a chart as Markdown, from the comments above its keys: a table for each section, and its keys. */
final class ValuesTable {

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9]+):.*");
    private static final Pattern COMMENT = Pattern.compile(" *# ?(.*)");

    private final JsonNode values;
    private final Map<String, String> comments;

    private ValuesTable(JsonNode values, Map<String, String> comments) {
        this.values = values;
        this.comments = comments;
    }

    static ValuesTable of(Path file) throws IOException {
        return new ValuesTable(Chart.yaml(file), comments(Files.readAllLines(file)));
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        List<String> plain = values.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !isSection("/" + key))
                .toList();
        startTable(text);
        plain.forEach(key -> rows("/" + key, text));
        values.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !plain.contains(key))
                .forEach(key -> {
                    text.append("\n### ").append(key).append("\n\n");
                    if (comments.containsKey("/" + key)) {
                        text.append(comments.get("/" + key)).append("\n\n");
                    }
                    startTable(text);
                    rows("/" + key, text);
                });
        return text.toString();
    }

    /** The values that no comment tells of. */
    List<String> uncommented() {
        List<String> found = new ArrayList<>();
        uncommented("", values, found);
        return found;
    }

    private void uncommented(String pointer, JsonNode value, List<String> found) {
        if (isSection(pointer)) {
            value.properties()
                    .forEach(member -> uncommented(pointer + "/" + member.getKey(), member.getValue(), found));
        } else if (!comments.containsKey(pointer)) {
            found.add(pointer);
        }
    }

    private void rows(String pointer, StringBuilder text) {
        JsonNode value = values.at(pointer);
        if (!isSection(pointer)) {
            text.append("| `")
                    .append(pointer.substring(1).replace('/', '.'))
                    .append("` | `")
                    .append(value)
                    .append("` | ")
                    .append(comments.getOrDefault(pointer, "").replace("|", "\\|"))
                    .append(" |\n");
            return;
        }
        if (pointer.indexOf('/', 1) > 0 && comments.containsKey(pointer)) {
            text.append("| `")
                    .append(pointer.substring(1).replace('/', '.'))
                    .append("` | | ")
                    .append(comments.get(pointer))
                    .append(" |\n");
        }
        value.properties().forEach(member -> rows(pointer + "/" + member.getKey(), text));
    }

    private static void startTable(StringBuilder text) {
        text.append("| key | default | |\n|---|---|---|\n");
    }

    /** Whether the keys below have comments of their own. */
    private boolean isSection(String pointer) {
        return comments.keySet().stream().anyMatch(commented -> commented.startsWith(pointer + "/"));
    }

    private static Map<String, String> comments(List<String> lines) {
        Map<String, String> comments = new LinkedHashMap<>();
        Deque<String> path = new ArrayDeque<>();
        List<String> block = new ArrayList<>();
        for (String line : lines) {
            Matcher comment = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (comment.matches()) {
                block.add(comment.group(1));
                continue;
            }
            if (key.matches()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                if (!block.isEmpty()) {
                    comments.put("/" + String.join("/", path), String.join(" ", block));
                }
            }
            block.clear();
        }
        return comments;
    }
}
