package estiva.control.database;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every text in compiled classes that is the beginning of a statement. The compiler puts constant texts together, so a
 * statement is one text however many constants it is made of. Where a value that is no constant comes in, there is a {@link
 * #GAP}.
 */
public final class StatementTexts {
    /** As the compiler marks it: https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.7.23 */
    public static final char GAP = '\u0001';

    private static final Pattern STATEMENT = Pattern.compile(
            "\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|DELETE \\w+"
                    + " FROM|MERGE|WITH|CREATE|DROP|ALTER|SET|EXEC|CALL|TRUNCATE"
                    + "|KILL|DECLARE|GRANT|BEGIN|SAVE|COMMIT|ROLLBACK)\\s.*",
            Pattern.DOTALL);

    private StatementTexts() {}

    /** By the class that holds each. */
    public static Map<String, List<String>> in(Path classes) throws IOException {
        Map<String, List<String>> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(it -> it.toString().endsWith(".class"))::iterator) {
                List<String> found = texts(Files.readAllBytes(file)).stream()
                        .filter(text -> STATEMENT.matcher(text).matches())
                        .toList();
                if (!found.isEmpty()) {
                    texts.put(file.getFileName().toString().replace(".class", ""), found);
                }
            }
        }
        return texts;
    }

    /** The strings of a class file's constant pool: https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4 */
    private static List<String> texts(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipBytes(8);
        int count = in.readUnsignedShort();
        String[] utf8 = new String[count];
        List<Integer> strings = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> utf8[i] = in.readUTF();
                case 8 -> strings.add(in.readUnsignedShort());
                case 7, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++;
                }
                default -> throw new IllegalStateException("Constant of kind " + tag);
            }
        }
        return strings.stream().map(index -> utf8[index]).toList();
    }
}
