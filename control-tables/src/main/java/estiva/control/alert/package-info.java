/** What a person must look at: raised once for each cause, cleared when the cause is gone. */
package estiva.control.alert;
