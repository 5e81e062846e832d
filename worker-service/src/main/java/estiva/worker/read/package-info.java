/** Stored bytes into rows of fields: unpacking, limits, memory, and the formats by their names. */
package estiva.worker.read;
