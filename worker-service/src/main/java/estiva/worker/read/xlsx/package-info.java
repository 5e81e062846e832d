/** Workbooks of Office Open XML. */
package estiva.worker.read.xlsx;
