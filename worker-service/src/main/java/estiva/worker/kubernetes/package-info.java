/** What Kubernetes is told of how busy this worker is. */
package estiva.worker.kubernetes;
