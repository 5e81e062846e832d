/** What the description of the API says beside what its resources say. */
package estiva.registry.openapi;
