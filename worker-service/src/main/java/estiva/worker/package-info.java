/** A worker's life: it registers, beats, looks for work, answers questions about files, and drains. */
package estiva.worker;
