/**
 * What a service does with a connection and a request before any resource sees it: limits of number, size, time and
 * memory.
 */
package estiva.control.edge;
