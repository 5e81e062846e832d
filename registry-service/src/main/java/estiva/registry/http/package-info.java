/** What all resources have in common: paging, names, preconditions, and how JSON is read. */
package estiva.registry.http;
