package estiva.control.imports;

/** Whether a file may be loaded after one that was registered later, for the same client and target. */
public enum LoadOrder {
    /** It may not: it would put older data in the place of newer data. */
    keep,
    /** It may. */
    free
}
