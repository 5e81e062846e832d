package estiva.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Who calls whom in compiled classes, and the texts that each method holds: what statements a service can send. */
final class CalledCode {

    private static final int API = Opcodes.ASM9;

    /** @param type the class's name, with slashes */
    private record Method(String type, String name, String descriptor) {}

    /** Texts and calls of one method. */
    private record Body(Set<String> texts, Set<Method> calls) {
        Body() {
            this(new TreeSet<>(), new HashSet<>());
        }
    }

    private final Map<Method, Body> bodies = new HashMap<>();
    private final Map<String, Set<String>> supertypes = new HashMap<>();

    static CalledCode of(List<Path> folders) {
        CalledCode code = new CalledCode();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                    new ClassReader(Files.readAllBytes(file)).accept(code.new Reader(), ClassReader.SKIP_DEBUG);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return code;
    }

    /**
     * The texts that run when anything of these classes does.
     *
     * @param prefix how the names of the classes begin, with slashes
     * @return by the class that holds them
     */
    Map<String, Set<String>> textsReachedFrom(String prefix) {
        Map<String, Set<Method>> overriding = overriding();
        Deque<Method> open = bodies.keySet().stream()
                .filter(method -> method.type().startsWith(prefix))
                .collect(Collectors.toCollection(ArrayDeque::new));
        Set<Method> seen = new HashSet<>(open);
        Map<String, Set<String>> texts = new HashMap<>();
        while (!open.isEmpty()) {
            Method method = open.poll();
            Body body = bodies.get(method);
            texts.computeIfAbsent(method.type(), type -> new TreeSet<>()).addAll(body.texts());
            for (Method call : body.calls()) {
                overriding.getOrDefault(call.name() + call.descriptor(), Set.of()).stream()
                        .filter(target -> isRelated(target.type(), call.type()) && seen.add(target))
                        .forEach(open::add);
            }
        }
        return texts;
    }

    /**
     * The texts of each method, with those of the lambdas in it.
     *
     * @param prefix how the names of the classes begin, with slashes
     * @return by {@code Type.method}, without the package
     */
    Map<String, Set<String>> textsOf(String prefix) {
        Map<String, Set<String>> texts = new TreeMap<>();
        bodies.forEach((method, body) -> {
            if (method.type().startsWith(prefix)) {
                String type = method.type().substring(method.type().lastIndexOf('/') + 1);
                String name =
                        method.name().startsWith("lambda$") ? method.name().split("\\$")[1] : method.name();
                texts.computeIfAbsent(type + "." + name, key -> new TreeSet<>()).addAll(body.texts());
            }
        });
        return texts;
    }

    /** All methods of the same name and signature, whichever class they are in. */
    private Map<String, Set<Method>> overriding() {
        return bodies.keySet().stream()
                .collect(Collectors.groupingBy(method -> method.name() + method.descriptor(), Collectors.toSet()));
    }

    private boolean isRelated(String one, String other) {
        return isSubtype(one, other) || isSubtype(other, one);
    }

    private boolean isSubtype(String type, String other) {
        return type.equals(other)
                || supertypes.getOrDefault(type, Set.of()).stream().anyMatch(above -> isSubtype(above, other));
    }

    private final class Reader extends ClassVisitor {
        private String type;

        Reader() {
            super(API);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            type = name;
            Set<String> above = new HashSet<>(List.of(interfaces));
            if (superName != null && !superName.equals("java/lang/Object")) {
                above.add(superName);
            }
            supertypes.put(name, above);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            Body body = bodies.computeIfAbsent(new Method(type, name, descriptor), method -> new Body());
            return new BodyReader(body);
        }
    }

    private static final class BodyReader extends MethodVisitor {
        private final Body body;

        BodyReader(Body body) {
            super(API);
            this.body = body;
        }

        @Override
        public void visitLdcInsn(Object value) {
            note(value);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            body.calls().add(new Method(owner, name, descriptor));
        }

        /** A lambda's body, and the fixed parts of a text that is put together. */
        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                note(argument);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.GETSTATIC) {
                body.calls().add(new Method(owner, "<clinit>", "()V"));
            }
        }

        private void note(Object value) {
            if (value instanceof String text) {
                body.texts().add(text);
            } else if (value instanceof Handle handle) {
                body.calls().add(new Method(handle.getOwner(), handle.getName(), handle.getDesc()));
            }
        }
    }
}
