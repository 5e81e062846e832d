package estiva.worker.read.parquet;

import org.apache.parquet.format.Type;

/**
 * A column of the file's schema.
 *
 * @param name with those of the structs around it, such as {@code address.city}
 * @param leaf its place among all columns of the file, from 0
 * @param definition how many of itself and of the structs around it may be NULL
 * @param type as it is stored; null: it is no single column, or of no kind that is read
 * @param width bytes of each value; 0: they differ
 * @param kind what its values are; null if it is not read
 * @param problem why it is not read, as a sentence's end; null: it is
 */
record SchemaField(String name, int leaf, int definition, Type type, int width, FieldKind kind, String problem) {

    boolean isFlag() {
        return type == Type.BOOLEAN;
    }
}
