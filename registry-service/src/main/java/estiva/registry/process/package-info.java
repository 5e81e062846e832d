/** Registrations, and what became of processes, files and rejected rows, over HTTP. */
package estiva.registry.process;
