package estiva.system;

/** Another way to the same database: what it does not say otherwise is that database's. */
interface DatabaseBehind extends RunningDatabase {

    RunningDatabase database();

    @Override
    default Engine engine() {
        return database().engine();
    }

    @Override
    default String url() {
        return database().url();
    }

    @Override
    default String username() {
        return database().username();
    }

    @Override
    default String password() {
        return database().password();
    }

    @Override
    default void close() {
        database().close();
    }
}
