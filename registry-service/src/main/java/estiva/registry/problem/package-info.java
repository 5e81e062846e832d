/** Problem documents (RFC 9457) for all that can be wrong with a request. */
package estiva.registry.problem;
