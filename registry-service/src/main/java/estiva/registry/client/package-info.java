/** What people set of a client, over HTTP. */
package estiva.registry.client;
