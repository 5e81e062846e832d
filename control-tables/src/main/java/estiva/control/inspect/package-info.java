/** Questions about files, previews and guesses, which the registry asks and any worker answers. */
package estiva.control.inspect;
