package estiva.system;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The interfaces with {@code @ConfigMapping} in the sources of the services, as they are written there. */
final class ConfigMappings {

    private static final List<String> MODULES =
            List.of("control-tables", "registry-service", "dispatcher-service", "worker-service");

    private final DocTrees docs;
    private final List<Group> groups = new ArrayList<>();

    private ConfigMappings(DocTrees docs) {
        this.docs = docs;
    }

    /**
     * Keys with one beginning: those of an interface, or of one inside it.
     *
     * @param module the folder whose sources have it
     * @param prefix of all its keys
     * @param intro its Javadoc, or that of the member which it belongs to
     */
    record Group(String module, String prefix, String intro, List<Key> keys) {}

    /**
     * @param defaultValue what {@code @WithDefault} says; null: nothing does
     * @param meaning its Javadoc; empty: it has none
     */
    record Key(String name, String defaultValue, String meaning) {}

    /** All groups, each before those inside it. */
    static List<Group> read() throws IOException {
        List<Group> all = new ArrayList<>();
        for (String module : MODULES) {
            all.addAll(read(module, sources(module, "@ConfigMapping")));
        }
        return all;
    }

    /** The services' sources in which a text stands. */
    static List<Path> sources(String text) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String module : MODULES) {
            all.addAll(sources(module, text));
        }
        return all;
    }

    private static List<Path> sources(String module, String text) throws IOException {
        try (Stream<Path> files = Files.walk(Project.root().resolve(module).resolve("src/main/java"))) {
            List<Path> found = new ArrayList<>();
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                if (Files.readString(file).contains(text)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    /** @param sources whole files, of which other classes need not be known */
    static List<Group> read(String module, List<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    new StringWriter(),
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            ConfigMappings mappings = new ConfigMappings(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                mappings.scan(module, unit);
            }
            return mappings.groups;
        }
    }

    private void scan(String module, CompilationUnitTree unit) {
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void nothing) {
                annotation(type.getModifiers(), "ConfigMapping").ifPresent(mapping -> {
                    String prefix = argument(mapping, "prefix");
                    add(module, prefix, meaning(getCurrentPath(), prefix), getCurrentPath());
                });
                return super.visitClass(type, nothing);
            }
        }.scan(unit, null);
    }

    private void add(String module, String prefix, String intro, TreePath path) {
        ClassTree type = (ClassTree) path.getLeaf();
        List<Key> keys = new ArrayList<>();
        groups.add(new Group(module, prefix, intro, keys));
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method) {
                TreePath at = new TreePath(path, method);
                String name = prefix + "." + name(method);
                Optional<ClassTree> inner = inner(type, method.getReturnType().toString());
                if (inner.isPresent()) {
                    add(module, name, meaning(at, prefix), new TreePath(path, inner.get()));
                } else {
                    String value = annotation(method.getModifiers(), "WithDefault")
                            .map(it -> argument(it, "value"))
                            .orElse(null);
                    keys.add(new Key(name, value, meaning(at, prefix)));
                }
            }
        }
    }

    private static String name(MethodTree method) {
        return annotation(method.getModifiers(), "WithName")
                .map(it -> argument(it, "value"))
                .orElseGet(() -> kebab(method.getName().toString()));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Optional<ClassTree> inner(ClassTree type, String name) {
        return type.getMembers().stream()
                .filter(it -> it.getKind() == Tree.Kind.INTERFACE)
                .map(ClassTree.class::cast)
                .filter(it -> it.getSimpleName().contentEquals(name))
                .findFirst();
    }

    private static Optional<? extends AnnotationTree> annotation(ModifiersTree modifiers, String name) {
        return modifiers.getAnnotations().stream()
                .filter(it -> it.getAnnotationType().toString().equals(name))
                .findFirst();
    }

    private static String argument(AnnotationTree annotation, String name) {
        for (ExpressionTree argument : annotation.getArguments()) {
            if (argument instanceof AssignmentTree named
                    && named.getVariable().toString().equals(name)) {
                return literal(named.getExpression());
            }
            if (!(argument instanceof AssignmentTree)) {
                return literal(argument);
            }
        }
        throw new IllegalStateException(annotation + " does not say its " + name);
    }

    private static String literal(ExpressionTree expression) {
        if (expression instanceof com.sun.source.tree.LiteralTree literal) {
            return literal.getValue().toString();
        }
        throw new IllegalStateException(expression + " is no literal, which this reads without compiling");
    }

    /** The Javadoc as one line of Markdown; empty: there is none. */
    private String meaning(TreePath path, String prefix) {
        DocCommentTree comment = docs.getDocCommentTree(path);
        if (comment == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (DocTree part : comment.getFullBody()) {
            text.append(markdown(part, prefix));
        }
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    private static String markdown(DocTree part, String prefix) {
        return switch (part.getKind()) {
            case TEXT -> part.toString();
            case CODE ->
                "`" + ((com.sun.source.doctree.LiteralTree) part).getBody().getBody() + "`";
            case LINK -> "`" + prefix + "." + kebab(member((LinkTree) part)) + "`";
            default ->
                throw new IllegalStateException(part + " is nothing that the page of the configuration can show");
        };
    }

    private static String member(LinkTree link) {
        String signature = link.getReference().getSignature();
        if (!signature.startsWith("#")) {
            throw new IllegalStateException(link + " is a class, which operators do not know");
        }
        return signature.substring(1);
    }
}
