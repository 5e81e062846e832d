package estiva.control.files;

import static java.util.Map.entry;

import estiva.control.Configured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** File roots in the container of {@link FakeAzure}, configured as an operator would. */
public final class AzureRoots {
    private AzureRoots() {}

    public static FileRoot in(FakeAzure azure) {
        return of("connection-string", azure.connectionString(), "prefix", FakeStore.PREFIX);
    }

    /** What a service must be told to find its files there. */
    public static Map<String, String> settings(FakeAzure azure) {
        return Map.ofEntries(
                entry("estiva.files.store", "azure"),
                entry("estiva.files.azure.container", FakeAzure.CONTAINER),
                entry("estiva.files.azure.prefix", "/" + FakeStore.PREFIX),
                entry("estiva.files.azure.connection-string", azure.connectionString()));
    }

    /** @param settings keys of {@code estiva.files.azure} and values by turns */
    static FileRoot of(String... settings) {
        List<String> all = new ArrayList<>(List.of("estiva.files.root", "none", "estiva.files.store", "azure"));
        all.addAll(List.of("estiva.files.azure.container", FakeAzure.CONTAINER));
        for (int i = 0; i < settings.length; i += 2) {
            all.addAll(List.of("estiva.files.azure." + settings[i], settings[i + 1]));
        }
        return new FileRoot(Configured.of(FilesConfig.class, all.toArray(String[]::new)));
    }
}
