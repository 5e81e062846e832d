/**
 * Gives each client's next process to one worker, takes work back from lost workers, adopts what scripts wrote, and
 * keeps house.
 */
package estiva.dispatcher;
