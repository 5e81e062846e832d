package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Requests as no client library would send them, put together by chance from pieces that each have been a fault somewhere:
 * each gets an answer that is no 5xx, and if it is an error, a problem document that is not long. The chance is always the
 * same one.
 */
@QuarkusTest
class OddRequestsTest extends RegistryTest {
    private static final int REQUESTS = 2_500;
    private static final String[] METHODS = {"GET", "PUT", "POST", "HEAD", "OPTIONS", "DELETE", "PATCH", "get", "BREW"};
    private static final String[] PATHS = {
        "/processes",
        "/processes/%s",
        "/processes/%s/files",
        "/processes/%s/log",
        "/processes/%s/retry",
        "/processes/%s/cancel",
        "/files/%s",
        "/files/%s/log",
        "/files/%s/rejects",
        "/clients",
        "/clients/%s",
        "/imports",
        "/imports/%s",
        "/imports/%s/versions",
        "/imports/%s/versions/%s",
        "/imports/%s/rollback",
        "/imports/%s/preview",
        "/imports/guess",
        "/inspections/%s",
        "/schemas/import",
        "/stats",
        "/workers",
        "/%s",
        "/imports//",
        "/imports/%s/"
    };
    private static final String[] NAMES = {
        "1",
        "0",
        "-1",
        "1e1",
        "6.0",
        "99999999999999999999",
        "a",
        "a%2Fb",
        "a%3Bb",
        "a;b=c",
        "%20",
        "%00",
        "%FF",
        "%ED%A0%80",
        "%EF%BF%BD",
        "%F0%9F%98%80",
        "..%2F..",
        ".",
        "%2e%2e",
        "null",
        "guess",
        "%E2%80%AE",
        "x".repeat(256),
        "%C4%B1",
        "a+b",
        "%0d%0aX:%201"
    };
    private static final String[] QUERIES = {
        "",
        "?",
        "?limit=1",
        "?limit=0",
        "?limit=1e9",
        "?limit=6.0",
        "?limit=",
        "?limit",
        "?limit=1&limit=2",
        "?after=0",
        "?after=-1",
        "?after=%00",
        "?after=9223372036854775807",
        "?after=9223372036854775808",
        "?status=Pending",
        "?status=pending%00",
        "?x=1",
        "?order=newest",
        "?all=true",
        "?format=csv",
        "?processName=%FF",
        "?&&=&=",
        "?%6cimit=1",
        "?" + "a=1&".repeat(200)
    };
    private static final String[] TYPES = {
        "application/json",
        "application/json",
        "application/json",
        "application/json;charset=UTF-16",
        "",
        " ",
        ";",
        "text/plain",
        "*/*",
        "application/json, text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json;charset=\"",
        null
    };
    private static final String[] ACCEPTS = {
        "*/*", "application/json", "text/csv", "text/html", "", ";q=2", "application/json;q=0", null, null
    };
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

    private final Random random = new Random(20261128);

    @Test
    void noRequestIsAnsweredWithAnError() throws IOException {
        imported();
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String request = request();
            String answer = answer(request);
            int status = Integer.parseInt(answer.substring(9, 12));
            statuses.merge(status, 1, Integer::sum);
            boolean isRight = status < 500 && (status < 400 || isProblem(request, answer, status));
            if (!isRight) {
                wrong.add(request.replace("\r\n", "\n") + "\n-> " + answer);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(statuses.keySet()).contains(200, 400, 404, 405, 406, 415, 422);
    }

    /** A worker is missing here, and the server itself answers what is no request line or path. */
    private static boolean isProblem(String request, String answer, int status) {
        boolean isHead = request.startsWith("HEAD");
        boolean isOfTheServer = status == 400 && !answer.contains("Content-Type");
        return isOfTheServer
                || answer.length() < 5_000
                        && (isHead || answer.contains("\"status\":" + status))
                        && answer.toLowerCase(java.util.Locale.ROOT).contains("content-type: application/problem+json");
    }

    private String request() {
        String path = one(PATHS).replace("%s", "\u0001");
        while (path.contains("\u0001")) {
            path = path.replaceFirst("\u0001", one(NAMES));
        }
        byte[] body = body().getBytes(StandardCharsets.UTF_8);
        String type = one(TYPES);
        String accept = one(ACCEPTS);
        boolean hasBody = random.nextInt(10) > 2;
        return one(METHODS) + " " + API + path + one(QUERIES) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (type == null ? "" : "Content-Type: " + type + "\r\n")
                + (accept == null ? "" : "Accept: " + accept + "\r\n")
                + (random.nextInt(4) > 0
                        ? ""
                        : "If-Match: " + one(new String[] {"*", "\"1\"", "1", "", "W/\"1\"", "\"\",", "\""}) + "\r\n")
                + (random.nextInt(4) > 0
                        ? ""
                        : "If-None-Match: " + one(new String[] {"*", "\"1\"", "1", "", "W/\"1\""}) + "\r\n")
                + (random.nextInt(4) > 0
                        ? ""
                        : "Idempotency-Key: " + one(new String[] {"", "k", "ä", "x".repeat(201), "k k"}) + "\r\n")
                + (hasBody
                        ? "Content-Length: " + body.length + "\r\n\r\n" + new String(body, StandardCharsets.ISO_8859_1)
                        : "\r\n");
    }

    private String body() {
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

    private static String answer(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
