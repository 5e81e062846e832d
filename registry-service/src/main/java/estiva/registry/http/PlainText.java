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

    /**
     * The characters that no name has, for the interface's description; beyond U+FFFF as they are, since dialects of regular
     * expressions differ in how they write those. A test holds it to what is refused.
     */
    String INVISIBLE = "\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u08e2"
            + "\\u115f-\\u1160\\u17b4-\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f"
            + "\\u3164\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffd-\\uffff\ud804\udcbd"
            + "\ud804\udccd\ud80d\udc30-\ud80d\udc38\ud82f\udca0-\ud82f\udca3\ud834\udd73-\ud834\udd7a"
            + "\ud83f\udffe-\ud83f\udfff\ud87f\udffe-\ud87f\udfff\ud8bf\udffe-\ud8bf\udfff"
            + "\ud8ff\udffe-\ud8ff\udfff\ud93f\udffe-\ud93f\udfff\ud97f\udffe-\ud97f\udfff"
            + "\ud9bf\udffe-\ud9bf\udfff\ud9ff\udffe-\ud9ff\udfff\uda3f\udffe-\uda3f\udfff"
            + "\uda7f\udffe-\uda7f\udfff\udabf\udffe-\udabf\udfff\udaff\udffe-\udaff\udfff"
            + "\udb3f\udffe-\udb3f\udfff\udb40\udc00-\udb43\udfff\udb7f\udffe-\udb7f\udfff"
            + "\udbbf\udffe-\udbbf\udfff\udbff\udffe-\udbff\udfff";

    /** A text that a name may be made of, for the interface's description. */
    String PORTABLE = "^[^" + INVISIBLE + "]*$";

    /** As {@link #PORTABLE}, with a character that is no blank. */
    String NAME = "^ *[^\\s" + INVISIBLE + "][^" + INVISIBLE + "]*$";

    /** Of data, for the interface's description. */
    String DATA = "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\ufffd]*$";

    /** Replaced by one that names the character. */
    String message() default "must not contain characters that cannot be seen";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
