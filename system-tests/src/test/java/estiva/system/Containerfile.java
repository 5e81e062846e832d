package estiva.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The recipe of the images, read as far as it goes here: its steps can be taken in a folder, by this machine's own JDK,
 * where there is no engine to build an image.
 */
record Containerfile(List<Step> steps) {

    static final Path FILE = Project.root().resolve("deploy/images/Containerfile");

    /** One instruction and what stands behind it, in one line. */
    record Step(String instruction, String rest) {}

    static Containerfile read() throws IOException {
        List<Step> steps = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : Files.readAllLines(FILE)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            boolean goesOn = line.endsWith("\\");
            open.append(goesOn ? line.substring(0, line.length() - 1) : line);
            if (!goesOn) {
                String[] parts = open.toString().strip().split("\\s+", 2);
                steps.add(new Step(parts[0], parts[1]));
                open.setLength(0);
            }
        }
        return new Containerfile(List.copyOf(steps));
    }

    /** All that stands behind an instruction, in order. */
    List<String> all(String instruction) {
        return steps.stream()
                .filter(step -> step.instruction().equals(instruction))
                .map(Step::rest)
                .toList();
    }

    /** The variables of ENV, and the defaults of ARG. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        for (String kind : List.of("ARG", "ENV")) {
            all(kind).stream()
                    .flatMap(text -> Arrays.stream(text.split("\\s+(?=\\w+=)")))
                    .filter(text -> text.contains("="))
                    .forEach(text -> variables.put(
                            text.split("=", 2)[0],
                            text.split("=", 2)[1].replace("\"", "").strip()));
        }
        return variables;
    }

    /** The words of the one ENTRYPOINT. */
    List<String> entryPoint() {
        String words = all("ENTRYPOINT").get(0);
        return Arrays.stream(words.substring(1, words.length() - 1).split(","))
                .map(word -> word.strip().replace("\"", ""))
                .toList();
    }
}
