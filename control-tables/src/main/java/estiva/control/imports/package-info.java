/** Import definitions: what the JSON may say, what is wrong with one, its versions, and which one a file takes. */
package estiva.control.imports;
