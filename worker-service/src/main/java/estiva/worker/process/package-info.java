/** One process with its files in a slot, or several small ones together; and the procedures that run after it. */
package estiva.worker.process;
