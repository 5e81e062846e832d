package estiva.registry;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Requests as no client library would send them, put together from pieces that each have been a fault somewhere. */
final class OddRequests {
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
    private static final String[] TAGS = {"*", "\"1\"", "1", "", "W/\"1\"", "\"\",", "\""};
    private static final String[] OTHER_TAGS = {"*", "\"1\"", "1", "", "W/\"1\""};
    private static final String[] KEYS = {"", "k", "ä", "x".repeat(201), "k k"};

    private final String api;
    private final Random random;
    private final OddBodies bodies;

    OddRequests(String api, Random random) {
        this.api = api;
        this.random = random;
        this.bodies = new OddBodies(random);
    }

    String next() {
        String path = one(PATHS).replace("%s", "\u0001");
        while (path.contains("\u0001")) {
            path = path.replaceFirst("\u0001", one(NAMES));
        }
        byte[] body = bodies.next().getBytes(StandardCharsets.UTF_8);
        String type = one(TYPES);
        String accept = one(ACCEPTS);
        boolean hasBody = random.nextInt(10) > 2;
        return one(METHODS) + " " + api + path + one(QUERIES) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (type == null ? "" : "Content-Type: " + type + "\r\n")
                + (accept == null ? "" : "Accept: " + accept + "\r\n")
                + seldom("If-Match", TAGS)
                + seldom("If-None-Match", OTHER_TAGS)
                + seldom("Idempotency-Key", KEYS)
                + (hasBody
                        ? "Content-Length: " + body.length + "\r\n\r\n" + new String(body, StandardCharsets.ISO_8859_1)
                        : "\r\n");
    }

    private String seldom(String header, String[] values) {
        return random.nextInt(4) > 0 ? "" : header + ": " + one(values) + "\r\n";
    }

    private String one(String[] pieces) {
        return pieces[random.nextInt(pieces.length)];
    }
}
