package estiva.control.imports;

/** A stored version of an import definition that no file can be loaded by: too large, or no definition at all. */
public final class UnusableDefinition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableDefinition(String importName, int version, String why) {
        super("Version " + version + " of import definition '" + importName + "' as it is stored " + why
                + "; PUT a new version");
    }
}
