/** Work that comes again: a thread that polls, a chore that the scheduler starts, and how their failures are told. */
package estiva.control.loop;
