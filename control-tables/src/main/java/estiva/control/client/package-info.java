/** The clients' rows: the lock that lets one worker at a time run a client's work, and what the client has set. */
package estiva.control.client;
