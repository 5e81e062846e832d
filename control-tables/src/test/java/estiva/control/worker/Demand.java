package estiva.control.worker;

import estiva.control.process.ControlTables;

/** What an autoscaler is told, without the slots. */
record Demand(Integer workers, int busyWorkers, int runningClients, int claimableClients) {

    static Demand of(ControlTables tables) {
        return tables.database.read(handle -> handle.createQuery("SELECT * FROM WorkerDemand")
                .map((row, context) -> new Demand(
                        row.getObject("Workers", Integer.class),
                        row.getInt("BusyWorkers"),
                        row.getInt("RunningClients"),
                        row.getInt("ClaimableClients")))
                .one());
    }
}
