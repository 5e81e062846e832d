/** An import definition proposed from the head of a file and the table. */
package estiva.worker.guess;
