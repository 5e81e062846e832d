package estiva.registry.http;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Text of which every character can be seen, and none is half of a pair that no answer could be encoded with. */
@Constraint(validatedBy = PlainTextValidator.class)
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
public @interface PlainText {
    /** Whether it is no name but data: only control characters are refused then, but for tabs and line ends. */
    boolean isData() default false;

    /** Replaced by one that names the character. */
    String message() default "must not contain characters that cannot be seen";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
