/** One file from its definition to its end: the ways its rows may go, what a try came to, and what is then written. */
package estiva.worker.file;
