/** Who comes in, by key or by password, and what each may do: identities, roles, sessions, quotas. */
package estiva.registry.access;
