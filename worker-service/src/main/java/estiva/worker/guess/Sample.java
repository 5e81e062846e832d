package estiva.worker.guess;

import estiva.worker.read.Header;
import estiva.worker.read.Notation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The first rows of a file.
 *
 * @param names of its columns; null: it has none
 * @param declared what the file itself says of each column; empty: nothing
 * @param doubled the names that several columns bear
 */
record Sample(List<String> names, List<Header.Declared> declared, List<List<Field>> rows, Set<String> doubled) {

    Sample(List<String> names, List<Header.Declared> declared, List<List<Field>> rows) {
        this(names, declared, rows, doubled(names));
    }

    /** A field as the file has it. */
    record Field(String text, Notation notation) {
        boolean isEmpty() {
            return text.isBlank();
        }
    }

    int width() {
        return names != null ? names.size() : rows.isEmpty() ? 0 : rows.get(0).size();
    }

    private static Set<String> doubled(List<String> names) {
        Set<String> seen = new HashSet<>();
        return names == null
                ? Set.of()
                : names.stream().filter(name -> !seen.add(name)).collect(Collectors.toSet());
    }

    /** Whether only its position tells the column from the others. */
    boolean isNameless(int index) {
        return names == null || names.get(index).isBlank() || doubled.contains(names.get(index));
    }

    /** The columns that can be read, from 0. */
    List<Integer> readable() {
        return IntStream.range(0, width())
                .filter(index -> problem(index) == null)
                .boxed()
                .toList();
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
