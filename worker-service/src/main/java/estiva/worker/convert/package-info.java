/** Text of a file into the value of a column, or the reason why not. */
package estiva.worker.convert;
