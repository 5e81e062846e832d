/** What an operator may set of a worker, and what is made of it. */
package estiva.worker.config;
