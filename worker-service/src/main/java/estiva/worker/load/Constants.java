package estiva.worker.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Constants of an import with what the file's registration says put in. */
final class Constants {

    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");

    private Constants() {}

    static String fill(String constant, LoadRequest request) throws PlanRefused {
        Matcher names = NAME.matcher(constant);
        StringBuilder filled = new StringBuilder();
        while (names.find()) {
            String value = value(names.group(1), request);
            names.appendReplacement(filled, value == null ? "" : Matcher.quoteReplacement(value));
        }
        return names.appendTail(filled).toString();
    }

    private static String value(String name, LoadRequest request) throws PlanRefused {
        return switch (name) {
            case "fileName" -> request.fileName();
            case "processName" -> request.processName();
            case "parameter1" -> request.parameter1();
            case "parameter2" -> request.parameter2();
            default -> throw new PlanRefused("the import's constant has ${" + name
                    + "}; there are fileName, processName, parameter1 and parameter2");
        };
    }
}
