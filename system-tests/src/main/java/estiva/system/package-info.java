/** The packaged services from outside: demo, benchmarks, chaos and simulation. */
package estiva.system;
