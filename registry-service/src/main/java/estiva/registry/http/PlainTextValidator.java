package estiva.registry.http;

import estiva.control.text.VisibleText;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.OptionalInt;

/** Says by its number which character of a {@link PlainText} is none. */
public class PlainTextValidator implements ConstraintValidator<PlainText, String> {
    private boolean isData;

    @Override
    public void initialize(PlainText wanted) {
        isData = wanted.isData();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        String fault = isData ? dataFault(text) : VisibleText.fault(text);
        if (fault == null) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(fault).addConstraintViolation();
        return false;
    }

    private static String dataFault(String text) {
        OptionalInt first = text == null
                ? OptionalInt.empty()
                : text.codePoints().filter(PlainTextValidator::isNoData).findFirst();
        return first.isEmpty()
                ? null
                : "must not contain " + VisibleText.nameOf(first.getAsInt()) + ", which is no text";
    }

    private static boolean isNoData(int c) {
        int type = Character.getType(c);
        return type == Character.SURROGATE
                || c == 0xFFFD
                || type == Character.CONTROL && c != '\t' && c != '\r' && c != '\n';
    }
}
