/** Files that arrive in a watched folder: each is registered once, and forgotten long after it is gone. */
package estiva.control.inbox;
