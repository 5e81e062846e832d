/** Rows into a table: what the catalogue says of it, and the writers for each database. */
package estiva.worker.write;
