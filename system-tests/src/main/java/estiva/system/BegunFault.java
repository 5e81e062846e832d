package estiva.system;

/**
 * A fault that has begun.
 *
 * @param service the name of whom it befell
 * @param end lets it last and sets it right again
 */
record BegunFault(String service, Runnable end) {}
