/** A load's transaction: rows, ledger, rejects and the fence commit together; and what is still to be done after it. */
package estiva.control.load;
