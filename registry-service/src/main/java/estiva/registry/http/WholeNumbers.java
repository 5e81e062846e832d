package estiva.registry.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;

/** JSON has one kind of numbers: 6.0 and 6e0 are the whole number 6. 6.5 is none, and is not rounded. */
final class WholeNumbers extends StdScalarDeserializer<Integer> {
    private static final long serialVersionUID = 1L;

    private WholeNumbers() {
        super(Integer.class);
    }

    static SimpleModule module() {
        return new SimpleModule("whole numbers").addDeserializer(Integer.class, new WholeNumbers());
    }

    @Override
    public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return parser.getIntValue();
        }
        if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
            BigDecimal value = parser.getDecimalValue();
            // Not intValueExact alone, which writes 1e999999999 out before it finds it too large.
            if (value.precision() - (long) value.scale() <= 10 && value.scale() <= 1_000) {
                try {
                    return value.intValueExact();
                } catch (ArithmeticException e) {
                    // No whole number, or too large: said below.
                }
            }
        }
        return (Integer) context.handleUnexpectedToken(getValueType(context), parser);
    }
}
