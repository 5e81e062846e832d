/** From a load's own staging table into the target: append, replace, upsert, and which rows the target refuses. */
package estiva.worker.write.staging;
