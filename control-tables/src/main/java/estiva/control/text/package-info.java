/** What may be shown: signs that cannot be seen are refused in names, and written out in messages and logs. */
package estiva.control.text;
