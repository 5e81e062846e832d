package estiva.control.files;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** As much of Azure Blob Storage as Estiva speaks: one container. It lets in whoever signs with the key, or has the token. */
public final class FakeAzure extends FakeStore {
    public static final String CONTAINER = NAME;
    public static final String ACCOUNT = "fakeaccount";
    public static final String KEY =
            Base64.getEncoder().encodeToString("the key of the account".getBytes(StandardCharsets.UTF_8));
    public static final String SAS_TOKEN = "sv=2024-11-04&sp=rl&sig=fake%2Bsignature%3D";

    /** What old emulators know. */
    static final String NEWEST_VERSION = "2022-11-02";

    /** What a copy is as soon as it is asked for. */
    volatile String copyStatus = "success";

    @Override
    FakeRequest request(HttpExchange exchange) {
        return new FakeAzureRequest(this, exchange);
    }

    /** Of the account. */
    @Override
    public String endpoint() {
        return super.endpoint() + "/" + ACCOUNT;
    }

    public String connectionString() {
        return "AccountName=" + ACCOUNT + ";AccountKey=" + KEY + ";BlobEndpoint=" + endpoint();
    }

    /** That of the same bytes is another one each time. */
    @Override
    String eTag(byte[] content, long number) {
        return "\"0x8D" + number + "\"";
    }
}
