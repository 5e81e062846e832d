package estiva.control.allow;

import java.util.List;

/**
 * A table or procedure of a list, or all of a schema.
 *
 * @param database null: that of the control tables
 * @param object null: all of the schema
 */
public record AllowedName(String database, String schema, String object) {

    /** @throws IllegalArgumentException when the text is neither {@code schema.name} nor {@code database.schema.name} */
    static AllowedName parse(String text) {
        List<String> parts = QuotedText.split(text, '.');
        int size = parts.size();
        if (size != 2 && size != 3) {
            throw new IllegalArgumentException("write schema.name, schema.* or database.schema.name");
        }
        String object = parts.get(size - 1);
        return new AllowedName(
                size == 3 ? QuotedText.name(parts.get(0)) : null,
                QuotedText.name(parts.get(size - 2)),
                object.equals("*") ? null : QuotedText.name(object));
    }

    /**
     * Whether it may mean what the catalogue found. Names that differ in case only are for the database to compare.
     *
     * @param isHome whether the object is in the database of the control tables
     */
    public boolean mayBe(String foundDatabase, boolean isHome, String foundSchema, String foundObject) {
        return (database == null ? isHome : database.equalsIgnoreCase(foundDatabase))
                && schema.equalsIgnoreCase(foundSchema)
                && (object == null || object.equalsIgnoreCase(foundObject));
    }

    /** Whether its letters are those of the catalogue, so that nothing is left to compare. */
    public boolean isExactly(String foundDatabase, String foundSchema, String foundObject) {
        return (database == null || database.equals(foundDatabase))
                && schema.equals(foundSchema)
                && (object == null || object.equals(foundObject));
    }

    /** Whether a definition's text may lead to it. What the text leaves out may be anything. */
    boolean mayBeMeantBy(String text) {
        try {
            List<String> parts = QuotedText.split(text, '.');
            int size = parts.size();
            return isLike(object, parts.get(size - 1))
                    && (size < 2 || parts.get(size - 2).isEmpty() || isLike(schema, parts.get(size - 2)))
                    && (size < 3 || isLike(database, parts.get(size - 3)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLike(String own, String part) {
        return own == null || own.equalsIgnoreCase(QuotedText.name(part));
    }
}
