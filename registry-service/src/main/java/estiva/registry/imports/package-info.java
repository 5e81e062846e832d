/** Import definitions over HTTP: set, listed, rolled back, guessed and previewed. */
package estiva.registry.imports;
