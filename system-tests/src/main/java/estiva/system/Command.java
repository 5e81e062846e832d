package estiva.system;

/** How the commands in deploy/ end. */
final class Command {

    /** @see #run */
    @FunctionalInterface
    interface Work {
        /** @return whether all was as it should be */
        boolean run() throws Exception;
    }

    private Command() {}

    /** Ends the virtual machine, and with it the child processes of a run that failed: with 2 if the arguments are wrong. */
    static void run(Work work) {
        int exitCode = 1;
        try {
            exitCode = work.run() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            Screen.OUT.println(e.getMessage());
            exitCode = 2;
        } catch (Exception | AssertionError e) {
            e.printStackTrace(Screen.OUT);
        }
        System.exit(exitCode);
    }
}
