package estiva.control.imports;

/** How a source's name finds its column: exactly as written, or whatever its case, accents and blanks. */
public enum Headers {
    exact,
    forgiving
}
