package estiva.worker.read.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the members of a line's object are called. */
final class JsonNames {

    /** Bytes of a name or a path that stays, without its characters. */
    private static final long NAME_BYTES = 64;

    private JsonNames() {}

    /** The members of the line's object that are no objects, in their order. */
    static List<String> of(Lines line, MemoryShare memory) throws IOException, BadRecord {
        List<String> names = new ArrayList<>();
        try (JsonParser json = JsonObjects.open(line)) {
            addNames(json, "", names, memory);
        } catch (JsonProcessingException e) {
            throw new BadRecord(JsonFaults.describe(e, line));
        }
        return names;
    }

    private static void addNames(JsonParser json, String path, List<String> names, MemoryShare memory)
            throws IOException, BadRecord {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            // Each member of an object has the whole of its path.
            memory.take(NAME_BYTES + (long) Character.BYTES * (path.length() + name.length()));
            if (json.nextToken() == JsonToken.START_OBJECT) {
                addNames(json, path + name + ".", names, memory);
            } else {
                names.add(path + name);
                json.skipChildren();
            }
            if (names.size() > Limits.MOST_FIELDS) {
                throw new BadRecord("has more than 10,000 members");
            }
        }
    }
}
