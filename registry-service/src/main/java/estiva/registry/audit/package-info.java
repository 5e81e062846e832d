/** The record of who did what: its rows as people look them up, and what was refused, bounded. */
package estiva.registry.audit;
