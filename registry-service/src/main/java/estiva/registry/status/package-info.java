/** The overview: workers, counts, and the page that shows them. */
package estiva.registry.status;
