/** Rows on their way: from a reader through conversion into chunks, for a writer or a preview. */
package estiva.worker.load;
