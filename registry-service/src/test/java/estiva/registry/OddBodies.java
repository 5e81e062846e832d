package estiva.registry;

import java.util.Random;

/** Bodies that are no JSON, or JSON that no definition and no registration looks like. */
final class OddBodies {
    private static final String[] VALUES = {
        "null",
        "true",
        "0",
        "-0",
        "1",
        "6.0",
        "1e1",
        "6.5",
        "-1",
        "1e999999999",
        "1e-999999999",
        "1E99999999999999",
        "99999999999999999999",
        "\"\"",
        "\" \"",
        "\"a\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ufffd\"",
        "\"${x}\"",
        "\"(?i)\\u1c80\"",
        "[]",
        "[null]",
        "[1]",
        "[[]]",
        "{}",
        "{\"\":1}",
        "{\"a\":null}",
        "\"2026-12-01T03:00:00-03:00\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "\"csv\"",
        "\"all\"",
        "[{}]",
        "[{\"fileName\":\"a.csv\"}]",
        "[{\"source\":\"a\"}]",
        "{\"type\":\"xlsx\",\"sheet\":1.0}",
        "{\"target\":\"T\"}"
    };
    private static final String[] MEMBERS = {
        "target",
        "processName",
        "fileNames",
        "format",
        "columns",
        "mode",
        "scope",
        "keys",
        "rejects",
        "commit",
        "retry",
        "parallelFiles",
        "importName",
        "files",
        "priority",
        "notBefore",
        "maxAttempts",
        "fileName",
        "directory",
        "rows",
        "definition",
        "parameter1",
        "sameVersion",
        "version",
        "paused",
        "runner",
        "onFailure",
        "",
        "\\u0000",
        "\\ud800",
        "__proto__",
        "x"
    };
    private static final String[] BODIES = {
        "",
        "null",
        "[]",
        "{",
        "}",
        "\"\\",
        "{}{}",
        "nul",
        "{\"a\":1,\"a\":1}",
        "\uFEFF{}",
        "// {}",
        "{'a':1}",
        "NaN",
        "{\"a\":01}"
    };

    private final Random random;

    OddBodies(Random random) {
        this.random = random;
    }

    String next() {
        if (random.nextInt(5) == 0) {
            return one(BODIES);
        }
        StringBuilder body = new StringBuilder("{");
        for (int members = random.nextInt(5); members >= 0; members--) {
            body.append(body.length() == 1 ? "" : ",")
                    .append('"')
                    .append(one(MEMBERS))
                    .append("\":")
                    .append(one(VALUES));
        }
        return body.append('}').toString();
    }

    private String one(String[] pieces) {
        return pieces[random.nextInt(pieces.length)];
    }
}
