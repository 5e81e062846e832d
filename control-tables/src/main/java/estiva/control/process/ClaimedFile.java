package estiva.control.process;

/**
 * A file of a claimed process that is still to be loaded: what its worker must know of it.
 *
 * @param clientFolder in which it must lie, as its client's row has it; null: anywhere below the file root
 */
public record ClaimedFile(
        long fileId,
        long processId,
        String fileName,
        String directory,
        String parameter1,
        String parameter2,
        String importName,
        Integer importVersion,
        String clientFolder) {}
