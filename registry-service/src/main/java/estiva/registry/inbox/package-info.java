/** The watch over the inbox folder. */
package estiva.registry.inbox;
