package estiva.control.process;

import estiva.control.audit.Deed;
import estiva.control.client.Clients;
import estiva.control.database.ControlDatabase;
import estiva.control.database.MigratedTables;
import estiva.control.database.TestDatabase;
import estiva.control.load.LoadSessions;
import estiva.control.load.LoadTransactions;
import estiva.control.load.ProcedureCalls;
import estiva.control.load.PutAways;
import estiva.control.load.StagingTables;
import estiva.control.process.TableRows.ClientRow;
import estiva.control.process.TableRows.FileRow;
import estiva.control.process.TableRows.LogRow;
import estiva.control.process.TableRows.ProcessRow;
import estiva.control.process.TableRows.RejectRow;
import estiva.control.worker.Worker;
import estiva.control.worker.Workers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A migrated database for a test class, emptied before each test, and the short forms its stories are told in. */
public final class ControlTables implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    /** Who does what tests do. */
    public static final Deed DEED = new Deed("tester", "key k1", "192.0.2.1");

    private TestDatabase testDatabase;
    private List<String> emptied;
    private TableRows rows;
    public ControlDatabase database;
    public Clients clients;
    public Registrations registrations;
    public Dispatch dispatch;
    public Claims claims;
    public Leases leases;
    public Rescue rescue;
    public LongRuns longRuns;
    public Adoption adoption;
    public ProcessChanges processes;
    public StatusCounts statusCounts;
    public Workers workers;
    public LoadTransactions loads;
    public LoadSessions sessions;
    public StagingTables stagingTables;
    public PutAways putAways;
    public ProcedureCalls procedureCalls;

    @Override
    public void beforeAll(ExtensionContext context) {
        testDatabase = TestDatabase.migrated();
        database = testDatabase.control();
        emptied = MigratedTables.in(database);
        clients = new Clients(database);
        registrations = new Registrations(database, clients);
        dispatch = new Dispatch(database);
        claims = new Claims(database);
        leases = new Leases(database);
        rescue = new Rescue(database);
        longRuns = new LongRuns(database);
        adoption = new Adoption(database, clients);
        processes = new ProcessChanges(database);
        statusCounts = new StatusCounts(database);
        rows = new TableRows(database);
        workers = new Workers(database);
        sessions = new LoadSessions(database);
        loads = new LoadTransactions(database, sessions);
        stagingTables = new StagingTables(database);
        putAways = new PutAways(database);
        procedureCalls = new ProcedureCalls(database);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        emptied.forEach(table -> sql("DELETE FROM " + table));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        testDatabase.close();
    }

    public TestDatabase testDatabase() {
        return testDatabase;
    }

    public int sql(String statement) {
        return database.inTransaction(handle -> handle.execute(statement));
    }

    public <T> T query(Class<T> type, String statement) {
        return database.read(handle -> handle.createQuery(statement).mapTo(type).one());
    }

    public long register(String client, String... fileNames) {
        return register(new NewProcess(client, null, null, 0, null, null, "test", files(fileNames)));
    }

    public long register(NewProcess process) {
        return ((Registrations.Registered) registrations.register(process, null, DEED)).processId();
    }

    public static List<NewProcess.NewFile> files(String... names) {
        return java.util.Arrays.stream(names)
                .map(name -> new NewProcess.NewFile(name, null, null, null, null, null))
                .toList();
    }

    public Worker worker(String name, int slots) {
        long id = workers.start(name, slots, 15_000, "test");
        return workers.available().stream()
                .filter(worker -> worker.workerId() == id)
                .findFirst()
                .orElseThrow();
    }

    /** One round of a dispatcher with this one worker. */
    public int round(Worker worker, int slots) {
        return assign(worker, dispatch.startable(dispatch.turns(slots)));
    }

    public int assign(Worker worker, List<Dispatch.Turn> turns) {
        return dispatch.assign(
                turns.stream().map(turn -> new Dispatch.Match(turn, worker)).toList());
    }

    public List<Claim> running(Worker worker) {
        return claims.of(worker.workerId()).stream()
                .map(Claims.Assignment::claim)
                .toList();
    }

    /** Registers one process, gives it to a worker and returns the claim. */
    public Claim claimed(String client, String... fileNames) {
        long id = register(client, fileNames);
        Worker worker = worker("W-" + client, 4);
        round(worker, 10);
        return running(worker).stream()
                .filter(claim -> claim.processId() == id)
                .findFirst()
                .orElseThrow();
    }

    /** The first column of all rows, in one line. */
    public String line(String sql) {
        java.util.List<String> values = database.read(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
        return String.join(",", values);
    }

    /** All rows of all tables, as texts: what a step that was void has left as it was. */
    public Map<String, List<String>> everything() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String table : emptied) {
            all.put(
                    table,
                    database.read(handle -> handle.createQuery("SELECT * FROM " + table).mapToMap().stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList()));
        }
        return all;
    }

    public Status status(long processId) {
        return process(processId).status();
    }

    public ProcessRow process(long processId) {
        return rows.process(processId);
    }

    public List<FileRow> filesOf(long processId) {
        return rows.filesOf(processId);
    }

    public FileRow file(long processId, int index) {
        return filesOf(processId).get(index);
    }

    public List<LogRow> processLog(long processId) {
        return rows.processLog(processId);
    }

    public List<LogRow> fileLog(long fileId) {
        return rows.fileLog(fileId);
    }

    public List<RejectRow> rejects(long fileId) {
        return rows.rejects(fileId);
    }

    public ClientRow client(String name) {
        return rows.client(name);
    }

    /** By a dispatcher that has watched for so long, and that leaves alone what the lost workers hold. */
    public List<Rescue.Rescued> rescueLapsed(Duration observed) {
        return rescue.rescueLapsed(observed, 1_000, lost -> {});
    }

    public void lapse(Claim claim) {
        sql("UPDATE FileControl SET LeaseUntil = DATEADD(SECOND, -1, <now>) WHERE ProcessID = " + claim.processId());
    }

    public Optional<Status> endAllFiles(Claim claim, String status) {
        sql("UPDATE FileParameters SET Status = '" + status + "', Tracking = 2 WHERE ProcessID = " + claim.processId());
        return claims.finish(claim);
    }
}
