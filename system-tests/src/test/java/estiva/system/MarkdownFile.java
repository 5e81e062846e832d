package estiva.system;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One of the project's documents: its headings, its links, its blocks of code. */
record MarkdownFile(Path path, List<Line> lines) {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");
    private static final Pattern FENCE = Pattern.compile("\\s*```.*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    /** @param isCode whether it stands in a block of code, or begins or ends one */
    record Line(int number, String text, boolean isCode) {}

    /** @param info what stands after the fence, word by word: the language first */
    record Block(Path file, int line, List<String> info, String text) {

        boolean is(String... words) {
            return info.size() >= words.length && List.of(words).equals(info.subList(0, words.length));
        }

        /** @return what an info string says in the form {@code name=value}, or the given value */
        String option(String name, String absent) {
            return info.stream()
                    .filter(it -> it.startsWith(name + "="))
                    .map(it -> it.substring(name.length() + 1))
                    .findFirst()
                    .orElse(absent);
        }

        @Override
        public String toString() {
            return Project.root().relativize(file) + ":" + line;
        }
    }

    /** @param target as it is written: a path, an anchor, a URL */
    record Link(int line, String target) {}

    static MarkdownFile of(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        boolean isCode = false;
        for (String text : Files.readAllLines(file)) {
            boolean isFence = FENCE.matcher(text).matches();
            lines.add(new Line(lines.size() + 1, text, isCode || isFence));
            isCode ^= isFence;
        }
        return new MarkdownFile(file, lines);
    }

    /** All of the project, without what was built. */
    static List<MarkdownFile> all() throws IOException {
        Set<Path> found = new TreeSet<>();
        Files.walkFileTree(Project.root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md") && !file.toString().contains("/src/")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        List<MarkdownFile> files = new ArrayList<>();
        for (Path file : found) {
            files.add(of(file));
        }
        return files;
    }

    /** The README, then the pages in docs/, in the order of their names. */
    static List<MarkdownFile> guide() throws IOException {
        List<MarkdownFile> files = new ArrayList<>(List.of(of(Project.root().resolve("README.md"))));
        all().stream()
                .filter(it -> it.path().startsWith(Project.root().resolve("docs")))
                .forEach(files::add);
        return files;
    }

    List<Link> links() {
        return lines.stream()
                .filter(line -> !line.isCode())
                .flatMap(line -> LINK.matcher(CODE.matcher(line.text()).replaceAll("`"))
                        .results()
                        .map(found -> new Link(line.number(), found.group(1))))
                .toList();
    }

    /** What a link to each heading ends in, as GitHub makes it. */
    Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Line line : lines) {
            Matcher heading = HEADING.matcher(line.text());
            if (!line.isCode() && heading.matches()) {
                String anchor = anchor(heading.group(1));
                int times = seen.merge(anchor, 1, Integer::sum);
                anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        String shown =
                heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").strip().toLowerCase(Locale.ROOT);
        return shown.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            if (!lines.get(at).isCode()) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < lines.size() && !FENCE.matcher(lines.get(end).text()).matches()) {
                end++;
            }
            String info = lines.get(at).text().strip().substring(3).strip();
            blocks.add(new Block(
                    path,
                    at + 1,
                    info.isEmpty() ? List.of() : List.of(info.split("\\s+")),
                    lines.subList(at + 1, end).stream().map(Line::text).collect(Collectors.joining("\n", "", "\n"))));
            at = end + 1;
        }
        return blocks;
    }
}
