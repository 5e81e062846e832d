package estiva.registry.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import estiva.registry.problem.ProblemException;
import estiva.registry.problem.ProblemType;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Argon2id, with what OWASP asks for at least: 19 MiB, two passes, one lane
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
 */
@Singleton
class Passwords {
    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID);
    /** Each takes a core for a while, and its memory. */
    private static final int AT_ONCE = 2;

    private static final long PATIENCE_SECONDS = 5;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final String nobodys = hash("nobody has this password, but it takes as long to find that out");

    String hash(String password) {
        return alone(() -> Password.hash(normal(password))
                .addRandomSalt(SALT_BYTES)
                .with(ARGON2)
                .getResult());
    }

    /** @param hash null: there is no such person, or it has none; that takes as long */
    boolean isRight(String password, String hash) {
        boolean isSame = alone(() -> Password.check(normal(password), hash == null ? nobodys : hash)
                .with(Argon2Function.getInstanceFromHash(hash == null ? nobodys : hash)));
        return isSame && hash != null;
    }

    /** A letter with an accent is typed in two ways. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> T alone(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ProblemException.unavailable(ProblemType.BUSY, "Too many passwords are checked at this moment");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(ProblemType.BUSY, "The service is stopping");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
