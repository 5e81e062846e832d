/** What a worker holds: runs under their claims, the slots that load them, and how many more it asks for. */
package estiva.worker.claim;
