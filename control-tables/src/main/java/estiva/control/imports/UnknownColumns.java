package estiva.control.imports;

/** What happens to columns of the file that go nowhere. */
public enum UnknownColumns {
    ignore,
    refuse
}
