package estiva.worker.guess;

import estiva.worker.read.Header;
import estiva.worker.read.Notation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first rows of a file.
 *
 * @param names of its columns; null: it has none
 * @param declared what the file itself says of each column; empty: nothing
 */
record Sample(List<String> names, List<Header.Declared> declared, List<List<Field>> rows) {

    /** A field as the file has it. */
    record Field(String text, Notation notation) {
        boolean isEmpty() {
            return text.isBlank();
        }
    }

    int width() {
        return names != null ? names.size() : rows.isEmpty() ? 0 : rows.get(0).size();
    }

    /** The columns that can be read, from 0. */
    List<Integer> readable() {
        return IntStream.range(0, width()).filter(index -> problem(index) == null).boxed().toList();
    }

    /** Why a column cannot be read, as a sentence's end; null: it can. */
    String problem(int index) {
        return declared.isEmpty() ? null : declared.get(index).problem();
    }

    /** The T-SQL type that the file declares, NVARCHAR without a length; null: it does not. */
    String type(int index) {
        return declared.isEmpty() ? null : declared.get(index).type();
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
