/** What all entities and their repositories have in common. */
package estiva.registry.entity;
