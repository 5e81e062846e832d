/**
 * The control database: the seam between H2 and SQL Server, transactions and their retry, migrations, start-up and
 * readiness.
 */
package estiva.control.database;
