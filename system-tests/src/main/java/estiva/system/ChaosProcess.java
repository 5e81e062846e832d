package estiva.system;

import estiva.system.RegistryClient.FileToLoad;
import estiva.system.RegistryClient.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A process of a chaos run, all of it a function of seed and number.
 *
 * @param isLegacy inserted by plain SQL instead of being registered over HTTP
 * @param isLate its last file arrives after the process has failed for it
 */
record ChaosProcess(int number, String client, boolean isLegacy, boolean isLate, List<ChaosFile> files) {

    /** Every eighth process is of one of the legacy clients, which are every eighth client too. */
    static final int LEGACY = 8;

    private static final int CLIENTS = 40;
    private static final int MANY_ROWS = 20_000;
    private static final int FEW_ROWS = 200;
    private static final int PERCENT = 100;
    private static final int LARGE_PERCENT = 4;
    private static final int LATE_PERCENT = 2;

    static ChaosProcess of(long seed, int number) {
        Random random = new Random(seed * 1_000_003 + number);
        boolean legacy = number % LEGACY == 0;
        int client = random.nextInt(CLIENTS / LEGACY) * LEGACY + (legacy ? 0 : 1 + random.nextInt(LEGACY - 1));
        boolean large = random.nextInt(PERCENT) < LARGE_PERCENT;
        boolean late = !legacy && random.nextInt(PERCENT) < LATE_PERCENT;
        int count = 1 + random.nextInt(3);
        List<ChaosFile> files = new ArrayList<>();
        for (int file = 1; file <= count; file++) {
            int rows = large && file == 1 ? MANY_ROWS : 1 + random.nextInt(FEW_ROWS);
            files.add(new ChaosFile(client(client), number, file, rows));
        }
        return new ChaosProcess(number, client(client), legacy, late, List.copyOf(files));
    }

    static List<String> clients() {
        return IntStream.range(0, CLIENTS).mapToObj(ChaosProcess::client).toList();
    }

    static List<String> legacyClients() {
        return IntStream.range(0, CLIENTS)
                .filter(it -> it % LEGACY == 0)
                .mapToObj(ChaosProcess::client)
                .toList();
    }

    private static String client(int number) {
        return "Cliente " + (number < 10 ? "0" : "") + number;
    }

    Registration registration() {
        return new Registration(
                client,
                ChaosFile.TABLE,
                files.stream().map(file -> FileToLoad.of(file.name())).toList());
    }

    /** The files that are there when the process is registered. */
    List<ChaosFile> punctual() {
        return isLate ? files.subList(0, files.size() - 1) : files;
    }

    ChaosFile last() {
        return files.get(files.size() - 1);
    }

    /** What a script writes as the client's name: case and trailing blanks make no other client. */
    String nameInScript() {
        return switch (number / LEGACY % 4) {
            case 0 -> client.toUpperCase(java.util.Locale.ROOT);
            case 1 -> client + " ";
            default -> client;
        };
    }
}
