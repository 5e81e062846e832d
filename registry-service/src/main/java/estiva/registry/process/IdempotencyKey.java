package estiva.registry.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import estiva.control.process.Registrations.RequestKey;
import estiva.control.text.Sha256;
import estiva.registry.problem.ProblemException;
import java.util.regex.Pattern;

/** The header Idempotency-Key, with the hash by which a repeated request is told from another one. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** Leaves absent members out, so that a member that a later release adds does not change the hash. */
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private IdempotencyKey() {}

    /**
     * @param identity whose key it is; two identities with the same key have two keys. null: anybody's
     * @return null: the caller sent no key
     */
    static RequestKey of(String header, String identity, NewProcessRequest request) {
        if (header == null) {
            return null;
        }
        if (!VISIBLE_ASCII.matcher(header).matches()) {
            throw ProblemException.invalid(HEADER, "must have 1 to 200 visible ASCII characters");
        }
        String key = identity == null ? header : Sha256.of(identity + " " + header);
        return new RequestKey(key, hash(request));
    }

    /** Of the request as it was understood: blanks and the order of members do not count. */
    private static String hash(NewProcessRequest request) {
        try {
            return Sha256.of(CANONICAL.writeValueAsString(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
