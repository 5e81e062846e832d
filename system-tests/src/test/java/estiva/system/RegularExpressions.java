package estiva.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Where compiled classes use regular expressions of the JDK, and which. */
final class RegularExpressions {
    private static final Set<String> OF_TEXTS = Set.of("matches", "replaceAll", "replaceFirst", "split");

    private RegularExpressions() {}

    /**
     * One use.
     *
     * @param type the class with its package, of a class within another one that one
     * @param text the expression; null: it is put together when it is used
     */
    record Use(String type, String text) {

        /** A sign that stands for itself, for which {@link String#split(String)} makes no expression. */
        boolean isPlainSign() {
            if (text == null || text.isEmpty() || text.length() > 2) {
                return false;
            }
            return text.length() == 1
                    ? ".$|()[{^?*+\\".indexOf(text.charAt(0)) < 0
                    : text.charAt(0) == '\\' && !Character.isLetterOrDigit(text.charAt(1));
        }
    }

    static List<Use> in(List<Path> folders) {
        List<Use> uses = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                    ClassNode type = new ClassNode();
                    new ClassReader(Files.readAllBytes(file)).accept(type, ClassReader.SKIP_DEBUG);
                    for (MethodNode method : type.methods) {
                        addUses(type.name, method, uses);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return uses;
    }

    private static void addUses(String type, MethodNode method, List<Use> uses) {
        Frame<SourceValue>[] frames = null;
        for (int i = 0; i < method.instructions.size(); i++) {
            AbstractInsnNode step = method.instructions.get(i);
            if (step instanceof MethodInsnNode call && takesExpression(call.owner, call.name, call.desc)) {
                frames = frames == null ? frames(type, method) : frames;
                uses.add(new Use(outermost(type), constant(frames[i], Type.getArgumentTypes(call.desc).length)));
            } else if (step instanceof InvokeDynamicInsnNode lambda && refersToExpression(lambda)) {
                uses.add(new Use(outermost(type), null));
            }
        }
    }

    private static String outermost(String type) {
        return type.split("\\$")[0].replace('/', '.');
    }

    /** Those of which the expression is the first argument; methods of other names take none as text. */
    private static boolean takesExpression(String owner, String name, String descriptor) {
        return owner.equals("java/util/regex/Pattern") && (name.equals("compile") || name.equals("matches"))
                || owner.equals("java/lang/String") && OF_TEXTS.contains(name)
                || owner.equals("java/util/Scanner") && descriptor.startsWith("(Ljava/lang/String;");
    }

    /** Such as {@code Pattern::compile}. */
    private static boolean refersToExpression(InvokeDynamicInsnNode lambda) {
        return Arrays.stream(lambda.bsmArgs)
                .anyMatch(argument -> argument instanceof Handle method
                        && takesExpression(method.getOwner(), method.getName(), method.getDesc()));
    }

    private static Frame<SourceValue>[] frames(String type, MethodNode method) {
        try {
            return new Analyzer<>(new SourceInterpreter()).analyze(type, method);
        } catch (AnalyzerException e) {
            throw new IllegalStateException(type + "." + method.name, e);
        }
    }

    /** The text that the first argument always is, or null. */
    private static String constant(Frame<SourceValue> frame, int arguments) {
        Set<AbstractInsnNode> sources = frame.getStack(frame.getStackSize() - arguments).insns;
        return sources.size() == 1
                        && sources.iterator().next() instanceof LdcInsnNode load
                        && load.cst instanceof String text
                ? text
                : null;
    }
}
