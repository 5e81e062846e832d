/** Parquet files. */
package estiva.worker.read.parquet;
