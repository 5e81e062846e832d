package estiva.worker.guess;

import estiva.worker.read.Notation;
import java.util.List;

/**
 * The first rows of a file.
 *
 * @param names of its columns; null: it has none
 */
record Sample(List<String> names, List<List<Field>> rows) {

    /** A field as the file has it. */
    record Field(String text, Notation notation) {
        boolean isEmpty() {
            return text.isBlank();
        }
    }

    int width() {
        return names != null ? names.size() : rows.isEmpty() ? 0 : rows.get(0).size();
    }

    /** The fields of a column that hold something, from 0. */
    List<Field> column(int index) {
        return rows.stream()
                .filter(row -> row.size() > index)
                .map(row -> row.get(index))
                .filter(field -> !field.isEmpty())
                .toList();
    }
}
