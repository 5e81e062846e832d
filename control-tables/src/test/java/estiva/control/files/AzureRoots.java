package estiva.control.files;

import estiva.control.Configured;
import java.util.Map;

/** File roots in the container of {@link FakeAzure}, configured as an operator would. */
public final class AzureRoots {
    private AzureRoots() {}

    public static FileRoot in(FakeAzure azure) {
        return of("connection-string", azure.connectionString(), "prefix", FakeStore.PREFIX);
    }

    /** What a service must be told to find its files there. */
    public static Map<String, String> settings(FakeAzure azure) {
        return Map.of(
                "estiva.files.store",
                "azure",
                "estiva.files.azure.container",
                FakeAzure.CONTAINER,
                "estiva.files.azure.prefix",
                "/" + FakeStore.PREFIX,
                "estiva.files.azure.connection-string",
                azure.connectionString());
    }

    /** @param settings keys of {@code estiva.files.azure} and values by turns */
    static FileRoot of(String... settings) {
        String[] all = new String[settings.length + 6];
        System.arraycopy(
                new String[] {
                    "estiva.files.root",
                    "none",
                    "estiva.files.store",
                    "azure",
                    "estiva.files.azure.container",
                    FakeAzure.CONTAINER
                },
                0,
                all,
                0,
                6);
        for (int i = 0; i < settings.length; i++) {
            all[6 + i] = i % 2 == 0 ? "estiva.files.azure." + settings[i] : settings[i];
        }
        return new FileRoot(Configured.of(FilesConfig.class, all));
    }
}
