package estiva.registry.imports;

import estiva.control.client.Clients;
import estiva.control.files.FileRoot;
import estiva.control.inspect.Inspection;
import estiva.control.inspect.InspectionRequest;
import estiva.control.inspect.Inspections;
import estiva.control.loop.Backoff;
import estiva.control.worker.Workers;
import estiva.registry.access.Access;
import estiva.registry.access.Caller;
import estiva.registry.access.Role;
import estiva.registry.problem.ProblemException;
import estiva.registry.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Puts a question about a file to the workers, and waits a while for the answer of one of them. */
@Singleton
class Inquiry {
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    /** Each of them holds a thread of the service. */
    private static final int MOST_WAITING = 20;

    private final Inspections inspections;
    private final Workers workers;
    private final FileRoot root;
    private final Clients clients;
    private final Caller caller;
    private final Access access;
    private final Duration patience;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    Inquiry(
            Inspections inspections,
            Workers workers,
            FileRoot root,
            Clients clients,
            Caller caller,
            Access access,
            InquiryConfig config) {
        this.inspections = inspections;
        this.workers = workers;
        this.root = root;
        this.clients = clients;
        this.caller = caller;
        this.access = access;
        this.patience = config.patience();
    }

    /** @return the question with its answer, or without it when the patience ended first */
    Inspection ask(Inspection.Kind kind, InspectionRequest request) {
        try {
            String client = request.client();
            String folder = client == null ? null : clients.folder(client);
            demandSight(client, folder);
            root.check(root.relative(request.directory(), request.fileName()), root.folder(folder));
        } catch (FileRoot.Refused refused) {
            throw ProblemException.invalid("fileName", refused.getMessage());
        }
        if (workers.available().isEmpty()) {
            throw ProblemException.unavailable(
                    ProblemType.NO_WORKER, "No worker is alive that could read the file; start a worker-service");
        }
        long id = inspections.ask(kind, request, caller.deed());
        return waiting.tryAcquire() ? awaited(id) : find(id);
    }

    /** Only for who asked: the answer shows data of clients that others may not see. */
    /** Rows of a file are shown to who may see those of its client; whose a file is, its folder tells. */
    private void demandSight(String client, String folder) {
        boolean isEverywhere = access.hasEverywhere(Role.PERSONAL_DATA) && access.hasEverywhere(Role.DESIGNER);
        boolean isForClient = client != null
                && folder != null
                && access.has(Role.PERSONAL_DATA, client)
                && access.has(Role.DESIGNER, client);
        if (!isEverywhere && !isForClient) {
            throw ProblemException.forbidden(
                    "This needs the roles designer and personalData, for all clients or for the one that"
                            + " processName names, whose files have a folder of their own");
        }
    }

    Inspection find(long id) {
        return inspections
                .find(id)
                .filter(inspection -> caller.isAnybody() || caller.name().equals(inspection.askedBy()))
                .orElseThrow(() -> ProblemException.notFound("inspection", id));
    }

    Response answer(Inspection inspection, UriInfo uri) {
        if (!inspection.isEnded()) {
            return Response.accepted()
                    .location(uri.getBaseUriBuilder().path("inspections/{id}").build(inspection.inspectionId()))
                    .build();
        }
        if (inspection.error() != null) {
            throw ProblemException.invalid("fileName", inspection.error());
        }
        return Response.ok(inspection.result(), MediaType.APPLICATION_JSON).build();
    }

    private Inspection awaited(long id) {
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            Backoff pause = new Backoff(FIRST_LOOK, LONGEST_PAUSE);
            Inspection seen = find(id);
            while (!seen.isEnded() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(pause.take().toNanos());
                seen = find(id);
            }
            return seen;
        } finally {
            waiting.release();
        }
    }
}
