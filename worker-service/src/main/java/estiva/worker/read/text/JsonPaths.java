package estiva.worker.read.text;

import estiva.worker.read.FoldedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which members of an object are fields of a row, found step by step on the way down. */
final class JsonPaths {

    private static final int NONE = -1;
    /** Names as lines have them, of which a node remembers whose they are. */
    private static final int REMEMBERED = 1_000;

    /** The members of one object that matter; each is a field, or an object with some that matter, or both. */
    static final class Node {

        private final String name;
        private final Map<String, Node> members = new HashMap<>();
        /** By their folded names; null where names count as they are written. */
        private final Map<String, Node> folded;

        private final Map<String, Optional<Node>> remembered = new HashMap<>();
        private int field = NONE;
        private boolean isSeen;

        private Node(String name, boolean forgives) {
            // The parser interns the names of short lines: they are told to be the same at once.
            this.name = name.intern();
            folded = forgives ? new HashMap<>() : null;
        }

        Node member(String called) {
            Node exact = members.get(called);
            return exact != null || folded == null ? exact : alike(called);
        }

        /** Whether the import has the name as it is written there. */
        boolean isCalled(String called) {
            return name.equals(called);
        }

        private Node alike(String called) {
            Optional<Node> known = remembered.get(called);
            if (known == null) {
                known = Optional.ofNullable(folded.get(FoldedName.of(called)));
                if (remembered.size() < REMEMBERED) {
                    remembered.put(called, known);
                }
            }
            return known.orElse(null);
        }

        private Node add(String called) {
            Node member = members.computeIfAbsent(called, absent -> new Node(called, folded != null));
            if (folded != null) {
                folded.putIfAbsent(FoldedName.of(called), member);
            }
            return member;
        }

        /** Notes that the member, and all that it might hold, has its place in the file. */
        void see(boolean[] seen) {
            if (isSeen) {
                return;
            }
            isSeen = true;
            if (field != NONE) {
                seen[field] = true;
            }
            members.values().forEach(member -> member.see(seen));
        }

        boolean isField() {
            return field != NONE;
        }

        /** Counted from 0. */
        int field() {
            return field;
        }

        boolean hasMembers() {
            return !members.isEmpty();
        }
    }

    private final Node root;

    /**
     * @param paths members' names, or paths such as {@code address.city}; a name may have dots itself
     * @param forgives whether case, accents, blanks, hyphens and underscores make no difference
     */
    JsonPaths(List<String> paths, boolean forgives) {
        root = new Node("", forgives);
        for (int field = 0; field < paths.size(); field++) {
            String path = paths.get(field);
            Node node = root;
            for (String name : path.split("\\.", -1)) {
                node = node.add(name);
            }
            node.field = field;
            root.add(path).field = field;
        }
    }

    Node root() {
        return root;
    }
}
