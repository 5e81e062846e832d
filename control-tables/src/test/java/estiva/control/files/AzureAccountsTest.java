package estiva.control.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator says of an account, and what an account grants. */
class AzureAccountsTest {
    private final FakeAzure azure = new FakeAzure();

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void anAccountIsNamedWithItsKeyOrWithATokenToo() throws Exception {
        azure.put("a b/a.csv", "1");
        String account = "account=" + FakeAzure.ACCOUNT + " endpoint=" + azure.endpoint();
        String address = "BlobEndpoint=" + azure.endpoint() + ";SharedAccessSignature=" + FakeAzure.SAS_TOKEN;

        root(account + " prefix=clients key=" + FakeAzure.KEY).find("a b/a.csv").moveTo("done", 1);
        root(account + " sas-token=?" + FakeAzure.SAS_TOKEN)
                .find("clients/done/a b/a.csv")
                .moveTo("two", 1);
        root("connection-string=" + address).find("two/clients/done/a b/a.csv").moveTo("clients/three", 1);

        assertThat(azure.text("three/two/clients/done/a b/a.csv")).isEqualTo("1");
        assertThat(azure.objects).hasSize(1);
    }

    @Test
    void withAnotherKeyNothingIsGrantedAndNoMessageHoldsASecret() {
        String key = "YW5vdGhlcg==";
        String account = "account=" + FakeAzure.ACCOUNT + " endpoint=" + azure.endpoint();
        FileRoot stranger = root(account + " key=" + key);
        FileRoot expired = root(account + " sas-token=sv=2024&sig=old");

        assertThatThrownBy(() -> stranger.find("a.csv"))
                .isInstanceOf(FileRoot.Refused.class)
                .hasMessageContaining(azure.endpoint() + "/files/a.csv")
                .hasMessageContaining("denied")
                .hasMessageNotContaining(key);
        assertThatThrownBy(() -> expired.list("in", name -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(azure.endpoint() + "/files/in/")
                .hasMessageContaining("denied")
                .hasMessageNotContaining("sig=");
    }

    @Test
    void aContainerThatIsNotThereIsNamed() {
        FileRoot elsewhere = root("container=nowhere connection-string=" + azure.connectionString());

        assertThatThrownBy(() -> elsewhere.list("in", name -> false))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FileUnavailable.class)
                .hasMessageContaining(azure.endpoint() + "/nowhere/in/: there is no such container");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "estiva.files.azure.container is not set            | container=",
                "estiva.files.azure.container: 'In_Box'             | container=In_Box",
                "neither estiva.files.azure.connection-string nor   | prefix=a",
                "estiva.files.azure.connection-string is not        | connection-string=geheim",
                "estiva.files.azure.connection-string: its AccountKey is not |"
                        + " connection-string=AccountName=a;AccountKey=ge:heim",
                "estiva.files.azure.connection-string holds all     | connection-string=geheim account=fake",
                "estiva.files.azure.account: 'My_Account'           | account=My_Account key=a2V5",
                "estiva.files.azure.account needs either            | account=fake",
                "estiva.files.azure.account needs either            | account=fake key=a2V5 sas-token=sig=geheim",
                "estiva.files.azure.key is not                      | account=fake key=ge:heim",
                "estiva.files.azure.sas-token is not                | account=fake sas-token=geheim",
            })
    void whatIsConfiguredWronglyStartsNothingAndIsNamedWithoutItsSecret(String text) {
        String[] parts = text.split("\\s*\\|\\s*");

        assertThatThrownBy(() -> root(parts[1]))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageContaining(parts[0])
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining("ge:heim");
    }

    /** @param settings {@code key=value}, and blanks between them */
    private static FileRoot root(String settings) {
        return AzureRoots.of(Arrays.stream(settings.split(" "))
                .flatMap(each -> Arrays.stream(each.split("=", 2)))
                .toArray(String[]::new));
    }
}
