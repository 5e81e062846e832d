package estiva.registry.problem;

/** The kinds of problem that a client may want to tell apart; all others are {@code about:blank}. */
public enum ProblemType {
    MALFORMED(400, "malformed-json", "The body cannot be read"),
    UNAUTHENTICATED(401, "unauthenticated", "The request has no valid credentials"),
    FORBIDDEN(403, "forbidden", "The identity may not do this"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    KEY_REUSED(409, "idempotency-key-reused", "The Idempotency-Key was used for another request"),
    STATE(409, "state-conflict", "The state does not allow it"),
    CONCURRENT(409, "concurrent-change", "Other requests change the same thing"),
    PRECONDITION(412, "precondition-failed", "The current version is not the one that the request expects"),
    INVALID(422, "invalid-fields", "The request has fields that cannot be used"),
    TOO_MANY(429, "too-many-requests", "Too much was asked in a short time"),
    NO_WORKER(503, "no-worker", "No worker is alive"),
    BUSY(503, "busy", "Too much is under way"),
    DATABASE_AWAY(503, "database-away", "The database does not answer");

    private final int status;
    private final String name;
    private final String title;

    ProblemType(int status, String name, String title) {
        this.status = status;
        this.name = name;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String uri() {
        return "urn:estiva:problem:" + name;
    }
}
