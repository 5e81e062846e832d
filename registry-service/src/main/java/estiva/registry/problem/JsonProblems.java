package estiva.registry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Says what was wrong with a JSON body in the words of the request, without a Java type in them. */
final class JsonProblems {
    private JsonProblems() {}

    static ProblemException of(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return ProblemException.invalid(path(unknown.getPath()), "is not known; known are " + known(unknown));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty() && !isSyntax(mapping)) {
            return ProblemException.malformed(path(mapping.getPath()), "must be " + expected(mapping));
        }
        if (e instanceof MismatchedInputException) {
            return ProblemException.malformed("The body must be a JSON object");
        }
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return ProblemException.malformed("The body is not well-formed JSON" + place);
    }

    /** A body that breaks off or breaks the grammar inside a member comes wrapped, with the member's path. */
    private static boolean isSyntax(JsonMappingException e) {
        return e.getCause() instanceof com.fasterxml.jackson.core.exc.StreamReadException
                && !(e.getCause() instanceof com.fasterxml.jackson.core.exc.InputCoercionException);
    }

    private static String expected(JsonMappingException e) {
        Class<?> type = e instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : Integer.class;
        if (type == String.class) {
            return "a string";
        }
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "a whole number within the range of its type";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return type != null && Collection.class.isAssignableFrom(type) ? "an array" : "a JSON object";
    }

    private static String known(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String path(List<JsonMappingException.Reference> steps) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : steps) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
