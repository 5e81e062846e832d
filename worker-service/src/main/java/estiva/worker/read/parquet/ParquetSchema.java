package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Header;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** The columns of a file, in their order: those of structs by their path, lists and maps as ones that are not read. */
final class ParquetSchema {

    private static final int DEEPEST = 100;
    /** Bytes of a column that is read, without its pages. */
    private static final long COLUMN_BYTES = 1024;
    /** As the file has it, as it is compared with those of the import, and on its way to the rejects. */
    private static final long COPIES = 3;

    private final List<SchemaElement> elements;
    private final Charset undeclared;
    private final MemoryShare memory;
    private final List<SchemaField> fields = new ArrayList<>();
    private int next = 1;
    private int leaves;

    private ParquetSchema(List<SchemaElement> elements, Charset undeclared, MemoryShare memory) {
        this.elements = elements;
        this.undeclared = undeclared;
        this.memory = memory;
    }

    /** @param undeclared the encoding of texts that are not declared as such; null: they are bytes */
    static ParquetSchema of(List<SchemaElement> elements, Charset undeclared, MemoryShare memory) throws BadRecord {
        if (elements.isEmpty()) {
            throw new BadRecord("it has no schema");
        }
        ParquetSchema schema = new ParquetSchema(elements, undeclared, memory);
        schema.addChildren(elements.get(0), "", 0, 0);
        return schema;
    }

    List<SchemaField> fields() {
        return fields;
    }

    /** Columns in the file, those too that are not read. */
    int leaves() {
        return leaves;
    }

    Header header() {
        return new Header(
                fields.stream().map(SchemaField::name).toList(),
                fields.stream()
                        .map(field -> new Header.Declared(
                                field.kind() == null ? null : field.kind().declared(), field.problem()))
                        .toList());
    }

    private void addChildren(SchemaElement parent, String path, int definition, int depth) throws BadRecord {
        if (depth > DEEPEST) {
            throw new BadRecord("its schema is deeper than " + DEEPEST);
        }
        for (int i = 0; i < parent.getNum_children(); i++) {
            SchemaElement child = take();
            // Each column of a struct has the whole of its path.
            memory.take(COLUMN_BYTES
                    + COPIES
                            * Character.BYTES
                            * (path.length() + child.getName().length()));
            String name = path + child.getName();
            FieldRepetitionType repetition = child.getRepetition_type();
            int own = definition + (repetition == FieldRepetitionType.REQUIRED ? 0 : 1);
            String problem = problem(child);
            if (problem != null) {
                int leaf = leaves;
                skip(child, depth);
                add(new SchemaField(name, leaf, own, null, 0, null, problem));
            } else if (isGroup(child)) {
                addChildren(child, name + ".", own, depth + 1);
            } else {
                add(column(child, name, own));
            }
        }
    }

    private static boolean isGroup(SchemaElement element) {
        return element.getNum_children() > 0 || !element.isSetType();
    }

    private static String problem(SchemaElement element) {
        ConvertedType converted = element.getConverted_type();
        if (element.getRepetition_type() == FieldRepetitionType.REPEATED
                || converted == ConvertedType.LIST
                || element.isSetLogicalType() && element.getLogicalType().isSetLIST()) {
            return "is a list, of which a row has no place for more than one value";
        }
        boolean isMap = converted == ConvertedType.MAP
                || converted == ConvertedType.MAP_KEY_VALUE
                || element.isSetLogicalType() && element.getLogicalType().isSetMAP();
        return isMap ? "is a map, of which a row has no place for more than one value" : null;
    }

    private SchemaField column(SchemaElement element, String name, int definition) {
        int leaf = leaves++;
        Type type = element.getType();
        try {
            return new SchemaField(
                    name, leaf, definition, type, width(element), FieldKinds.of(element, undeclared), null);
        } catch (BadRecord e) {
            return new SchemaField(name, leaf, definition, type, 0, null, e.getMessage());
        }
    }

    private static int width(SchemaElement element) throws BadRecord {
        if (element.getType() == Type.FIXED_LEN_BYTE_ARRAY && element.getType_length() < 1) {
            throw new BadRecord("has values of " + element.getType_length() + " bytes");
        }
        return switch (element.getType()) {
            case BOOLEAN -> 1;
            case INT32, FLOAT -> 4;
            case INT64, DOUBLE -> 8;
            case INT96 -> 12;
            case BYTE_ARRAY -> 0;
            case FIXED_LEN_BYTE_ARRAY -> element.getType_length();
        };
    }

    /** Passes by all that is below. */
    private void skip(SchemaElement element, int depth) throws BadRecord {
        if (!isGroup(element)) {
            leaves++;
        } else if (depth > DEEPEST) {
            throw new BadRecord("its schema is deeper than " + DEEPEST);
        }
        for (int i = 0; i < element.getNum_children(); i++) {
            skip(take(), depth + 1);
        }
    }

    private SchemaElement take() throws BadRecord {
        if (next >= elements.size()) {
            throw new BadRecord("its schema breaks off");
        }
        return elements.get(next++);
    }

    private void add(SchemaField field) throws BadRecord {
        if (fields.size() == Limits.MOST_FIELDS) {
            throw new BadRecord("it has more than 10,000 columns");
        }
        fields.add(field);
    }
}
