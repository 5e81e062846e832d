/**
 * Where files lie: paths below the file root, and the stores (a folder, S3, Azure Blob Storage) in which they lead
 * to files.
 */
package estiva.control.files;
