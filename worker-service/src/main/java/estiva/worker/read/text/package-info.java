/** Formats that are text: csv, fixed width, JSON lines. */
package estiva.worker.read.text;
