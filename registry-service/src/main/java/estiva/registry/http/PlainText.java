package estiva.registry.http;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Text without control characters, and without halves of surrogate pairs, which no answer could be encoded with. */
@Pattern(regexp = PlainText.REGEX)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({FIELD, PARAMETER, ANNOTATION_TYPE})
@Retention(RUNTIME)
public @interface PlainText {
    String REGEX = "[^\\p{Cc}\\p{Cs}]*";

    String message() default "must not contain control characters or broken Unicode";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
