package estiva.worker.read.xlsx;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.worker.read.Archive;
import estiva.worker.read.BadRecord;
import estiva.worker.read.Invisible;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.StoredFile;
import estiva.worker.read.UnreadableFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** The parts of an xlsx workbook (ISO/IEC 29500) that a sheet's rows are made of. */
final class Workbook implements Closeable {

    private static final int MOST = 1 << 16;
    /** Bytes of a sheet, or of a relation, without the characters of their texts. */
    private static final long ENTRY_BYTES = 256;

    private record Sheet(String name, String relation, boolean isHidden) {}

    private record Relation(String type, String target) {}

    private final Archive archive;
    private final ReadLimits limits;
    private final MemoryShare memory;
    private final String folder;
    private final Map<String, Relation> relations;
    private final List<Sheet> sheets = new ArrayList<>();
    private boolean is1904;

    private Workbook(Archive archive, ReadLimits limits, MemoryShare memory) throws IOException, BadRecord {
        this.archive = archive;
        this.limits = limits;
        this.memory = memory;
        String part = relations("", "_rels/.rels").values().stream()
                .filter(relation -> relation.type().endsWith("/officeDocument"))
                .map(Relation::target)
                .findFirst()
                .orElseThrow(() -> new BadRecord("it is no workbook, but some other zip"));
        if (part.endsWith(".bin")) {
            throw new BadRecord("it is a binary workbook (xlsb); save it as xlsx");
        }
        folder = part.substring(0, part.lastIndexOf('/') + 1);
        relations = relations(folder, folder + "_rels/" + part.substring(folder.length()) + ".rels");
        try (OfficeXml xml = open(part)) {
            readSheets(xml);
        }
    }

    static Workbook open(StoredFile stored, ReadLimits limits) throws IOException, BadRecord, UnreadableFile {
        Archive archive = Archive.open(stored, limits);
        try {
            return new Workbook(archive, limits, stored.memory());
        } catch (IOException | BadRecord | RuntimeException | Error e) {
            archive.close();
            throw e;
        }
    }

    MemoryShare memory() {
        return memory;
    }

    /** Whether days are counted from 1904, as on the Macs of old. */
    boolean is1904() {
        return is1904;
    }

    /** @param wanted a name, a place from 1 that counts hidden sheets too, or null for the first that people see */
    OfficeXml sheet(JsonNode wanted) throws IOException, BadRecord, UnreadableFile {
        Sheet sheet = find(wanted);
        if (sheet != null && !holdsCells(sheet)) {
            throw new UnreadableFile("sheet '" + sheet.name() + "' holds no cells; it is a chart or a macro");
        }
        if (sheet != null) {
            return open(relations.get(sheet.relation()).target());
        }
        String names = sheets.stream().limit(20).map(Sheet::name).collect(Collectors.joining(", "));
        throw new UnreadableFile(
                wanted == null
                        ? "has no sheet that is visible and holds cells; name one in the import's format.sheet; there"
                                + " are "
                                + names
                        : "there is no sheet " + wanted + "; there are " + names);
    }

    private Sheet find(JsonNode wanted) {
        if (wanted == null) {
            return first(sheet -> !sheet.isHidden() && holdsCells(sheet));
        }
        if (!wanted.isTextual()) {
            return wanted.asInt() < 1 || wanted.asInt() > sheets.size() ? null : sheets.get(wanted.asInt() - 1);
        }
        Sheet exact = first(sheet -> sheet.name().equalsIgnoreCase(wanted.asText()));
        // Nobody sees the blanks at the edges of a name.
        String name = Invisible.strip(wanted.asText());
        return exact != null
                ? exact
                : first(sheet -> Invisible.strip(sheet.name()).equalsIgnoreCase(name));
    }

    private Sheet first(Predicate<Sheet> which) {
        return sheets.stream().filter(which).findFirst().orElse(null);
    }

    /** The sheet that was the first before the first that people see; null: that is the very first. */
    String hiddenFirst() {
        return sheets.isEmpty() || !sheets.get(0).isHidden() || !holdsCells(sheets.get(0))
                ? null
                : sheets.get(0).name();
    }

    /** Empty where there is but one sheet. */
    List<String> hints() {
        return sheets.size() < 2
                ? List.of()
                : List.of(sheets.stream()
                        .limit(20)
                        .map(sheet -> "'" + sheet.name() + "'" + (sheet.isHidden() ? " (hidden)" : ""))
                        .collect(Collectors.joining(
                                ", ",
                                "The workbook has " + sheets.size() + " sheets: ",
                                "; the first that is visible is read unless format.sheet names another one.")));
    }

    private boolean holdsCells(Sheet sheet) {
        Relation relation = relations.get(sheet.relation());
        return relation != null && relation.type().endsWith("/worksheet");
    }

    CellStyles styles() throws IOException, BadRecord {
        String part = related("/styles");
        if (part == null) {
            return CellStyles.none();
        }
        try (OfficeXml xml = open(part)) {
            return CellStyles.read(xml, memory);
        }
    }

    SharedStrings sharedStrings() throws IOException, BadRecord {
        String part = related("/sharedStrings");
        if (part == null) {
            return new SharedStrings(memory);
        }
        try (OfficeXml xml = open(part)) {
            return SharedStrings.read(xml, limits.sharedCharacters(), memory);
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    private void readSheets(OfficeXml xml) throws IOException, BadRecord {
        for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
            if (element.equals("workbookPr")) {
                String flag = xml.attribute("date1904");
                is1904 = "1".equals(flag) || "true".equals(flag);
            } else if (element.equals("sheet")) {
                String name = String.valueOf(xml.attribute("name"));
                String relation = xml.relation();
                String state = xml.attribute("state");
                take(name, relation);
                sheets.add(new Sheet(name, relation, "hidden".equals(state) || "veryHidden".equals(state)));
                if (sheets.size() > limits.entries()) {
                    throw new BadRecord("it has more than " + limits.entries() + " sheets");
                }
            }
        }
    }

    private void take(String... texts) {
        long characters = Arrays.stream(texts)
                .filter(Objects::nonNull)
                .mapToLong(String::length)
                .sum();
        memory.take(ENTRY_BYTES + characters * Character.BYTES);
    }

    private String related(String type) {
        return relations.values().stream()
                .filter(relation -> relation.type().endsWith(type))
                .map(Relation::target)
                .findFirst()
                .orElse(null);
    }

    private Map<String, Relation> relations(String from, String part) throws IOException, BadRecord {
        Map<String, Relation> found = new HashMap<>();
        try (OfficeXml xml = open(part)) {
            for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
                String target = xml.attribute("Target");
                if (element.equals("Relationship")
                        && target != null
                        && !"External".equals(xml.attribute("TargetMode"))) {
                    String id = xml.attribute("Id");
                    Relation relation = new Relation(String.valueOf(xml.attribute("Type")), resolved(from, target));
                    take(id, relation.type(), relation.target());
                    found.put(id, relation);
                }
                if (found.size() > MOST) {
                    throw new BadRecord("it has more than 65536 parts");
                }
            }
        }
        return found;
    }

    /** Only ever a name within the zip: nothing is written, and nothing beside it read. */
    private static String resolved(String folder, String written) {
        String target = written.replace('\\', '/');
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        String base = folder;
        String rest = target;
        while (rest.startsWith("../") && !base.isEmpty()) {
            base = base.substring(0, base.lastIndexOf('/', base.length() - 2) + 1);
            rest = rest.substring(3);
        }
        return base + rest;
    }

    private OfficeXml open(String part) throws IOException, BadRecord {
        ZipEntry entry = archive.find(part);
        if (entry == null) {
            throw new BadRecord("it is no workbook, or damaged: part " + part + " is missing");
        }
        return new OfficeXml(archive.expand(entry));
    }
}
