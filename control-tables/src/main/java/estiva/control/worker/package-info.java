/** The workers' rows: who is there, how much each holds, and when it was last heard of. */
package estiva.control.worker;
