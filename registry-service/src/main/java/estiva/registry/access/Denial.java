package estiva.registry.access;

/** Why a request was not let in, before any resource saw it. */
final class Denial extends RuntimeException {
    private static final long serialVersionUID = 1L;

    enum Kind {
        /** Of whatever is wrong with a credential the answer says the same. */
        CREDENTIALS(401),
        /** Not sent by the page itself. */
        FORGED(403),
        /** Who may come in cannot be known now. */
        UNKNOWN(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }
    }

    static final String KEY = Denial.class.getName();

    private final Kind kind;

    Denial(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    static Denial ofCredentials() {
        return new Denial(
                Kind.CREDENTIALS,
                "The credentials are not valid: unknown, expired, revoked, or more than one. Send one API key as"
                        + " 'Authorization: Bearer estiva_<id>_<secret>', or sign in at POST /api/v1/session");
    }

    /** The same for a name that nobody has. */
    static Denial ofPassword() {
        return new Denial(Kind.CREDENTIALS, "The name or the password is wrong");
    }

    int status() {
        return kind.status;
    }

    Kind kind() {
        return kind;
    }
}
