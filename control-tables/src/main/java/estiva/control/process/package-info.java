/** Processes and their files: the states, and each way from one to another as one guarded statement. */
package estiva.control.process;
