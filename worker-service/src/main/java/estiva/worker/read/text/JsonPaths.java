package estiva.worker.read.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which members of an object are fields of a row, found step by step on the way down. */
final class JsonPaths {

    private static final int NONE = -1;

    /** The members of one object that matter; each is a field, or an object with some that matter, or both. */
    static final class Node {

        private final Map<String, Node> members = new HashMap<>();
        private int field = NONE;

        Node member(String name) {
            return members.get(name);
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

    private final Node root = new Node();

    /** @param paths members' names, or paths such as {@code address.city}; a name may have dots itself */
    JsonPaths(List<String> paths) {
        for (int field = 0; field < paths.size(); field++) {
            String path = paths.get(field);
            Node node = root;
            for (String name : path.split("\\.", -1)) {
                node = node.members.computeIfAbsent(name, absent -> new Node());
            }
            node.field = field;
            root.members.computeIfAbsent(path, absent -> new Node()).field = field;
        }
    }

    Node root() {
        return root;
    }
}
