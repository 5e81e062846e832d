/** What the DBA lets imports do, which no request can change: lists in the configuration of the workers. */
package estiva.control.allow;
