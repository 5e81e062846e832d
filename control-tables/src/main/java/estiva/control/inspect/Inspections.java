package estiva.control.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import estiva.control.audit.Act;
import estiva.control.audit.Audits;
import estiva.control.audit.Changed;
import estiva.control.audit.Deed;
import estiva.control.database.ControlDatabase;
import estiva.control.process.LogLines;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Questions about files, from the registry that is asked to the worker that can read them. A worker learns of one by its
 * look for assignments, so that idle workers ask nothing more than before.
 */
@Singleton
public class Inspections {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ControlDatabase database;

    public Inspections(ControlDatabase database) {
        this.database = database;
    }

    /** What was asked is recorded, since the answer shows data. */
    public long ask(Inspection.Kind kind, InspectionRequest request, Deed deed) {
        String text = write(request);
        return database.inTransaction(handle -> {
            long id = handle.createUpdate(
                            "INSERT INTO Inspection (Kind, Request, AskedBy) VALUES (:kind, :request, :askedBy)")
                    .bind("kind", kind.name())
                    .bind("request", text)
                    .bind("askedBy", deed.identity())
                    .executeAndReturnGeneratedKeys("InspectionID")
                    .mapTo(Long.class)
                    .one();
            Audits.done(handle, deed, act(kind, request), Changed.to(shown(id, request)));
            return id;
        });
    }

    private static Act act(Inspection.Kind kind, InspectionRequest request) {
        String path = request.directory() == null ? "" : request.directory() + "/";
        return new Act(
                kind == Inspection.Kind.Preview ? "file.preview" : "file.guess",
                "file",
                path + request.fileName(),
                request.processName());
    }

    private static Map<String, Object> shown(long id, InspectionRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("inspectionId", id);
        shown.put(
                "target",
                request.definition() == null
                        ? request.target()
                        : request.definition().target());
        shown.put("rows", request.rows());
        return shown;
    }

    public Optional<Inspection> find(long inspectionId) {
        return database.read(handle -> find(handle, inspectionId));
    }

    private static Optional<Inspection> find(Handle handle, long inspectionId) {
        return handle.createQuery("""
                        SELECT InspectionID, Kind, Request, Result, Error, WorkerID, EndedAt, AskedBy
                          FROM Inspection WHERE InspectionID = :id""")
                .bind("id", inspectionId)
                .map(ConstructorMapper.of(Inspection.class))
                .findOne();
    }

    /** @return the question, which is now this worker's to answer; empty: another one has it */
    public Optional<Inspection> take(long inspectionId, long workerId) {
        return database.inTransaction(handle -> {
            int taken = handle.createUpdate("""
                            UPDATE Inspection SET WorkerID = :workerId, StartedAt = <now>
                             WHERE InspectionID = :id AND StartedAt IS NULL""")
                    .bind("workerId", workerId)
                    .bind("id", inspectionId)
                    .execute();
            return taken == 1 ? find(handle, inspectionId) : Optional.empty();
        });
    }

    /** Answers, unless the question was taken from this worker or forgotten meanwhile. */
    public void answer(Inspection taken, Object result) {
        end(taken, write(result), null);
    }

    /** Says why there is no answer. */
    public void refuse(Inspection taken, String error) {
        end(taken, null, LogLines.message(error));
    }

    private void end(Inspection taken, String result, String error) {
        database.useTransaction(handle -> handle.createUpdate("""
                        UPDATE Inspection SET Result = :result, Error = :error, EndedAt = <now>
                         WHERE InspectionID = :id AND WorkerID = :workerId AND EndedAt IS NULL""")
                .bind("result", result)
                .bind("error", error)
                .bind("id", taken.inspectionId())
                .bind("workerId", taken.workerId())
                .execute());
    }

    /** Lets others take what a worker took so long ago that it must be gone, and forgets what is old. */
    public void sweep(int secondsForAnAnswer, int secondsKept) {
        database.useTransaction(handle -> {
            handle.createUpdate("""
                            UPDATE Inspection SET WorkerID = NULL, StartedAt = NULL
                             WHERE EndedAt IS NULL AND StartedAt < DATEADD(SECOND, -:seconds, <now>)""").bind("seconds", secondsForAnAnswer).execute();
            handle.createUpdate("DELETE FROM Inspection WHERE RequestedAt < DATEADD(SECOND, -:seconds, <now>)")
                    .bind("seconds", secondsKept)
                    .execute();
        });
    }

    public static InspectionRequest request(Inspection inspection) {
        try {
            return JSON.readValue(inspection.request(), InspectionRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored inspection cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
