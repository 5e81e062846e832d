package estiva.control.imports;

/** What becomes of a table's triggers when rows of a file come into it. */
public enum Triggers {
    /** They run, whatever way the rows take. */
    fire,
    /** They do not run: a bulk copy straight into the table is the only way that passes them by. */
    skip
}
