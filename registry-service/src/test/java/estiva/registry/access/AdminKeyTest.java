package estiva.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminKeyTest {
    private static final String KEY = "estiva_admin_" + "0a1b2c3d".repeat(8);

    @TempDir
    Path folder;

    private record Given(Optional<String> adminKey, Optional<String> adminKeyFile) implements AccessConfig {
        @Override
        public Duration session() {
            return Duration.ofHours(1);
        }

        @Override
        public int requestsPerSecond() {
            return 1;
        }

        @Override
        public MemorySize bodiesPerMinute() {
            return new MemorySize(BigInteger.ONE);
        }
    }

    private static AdminKey of(String key, Path file) {
        return new AdminKey(
                new Given(Optional.ofNullable(key), Optional.ofNullable(file).map(Path::toString)));
    }

    private Path file(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aFileThatOnlyItsOwnerReadsIsTaken() throws IOException {
        assertThat(of(null, file("rw-------")).isGiven()).isTrue();
        assertThat(of(KEY, null).isGiven()).isTrue();
        assertThat(of(null, null).isGiven()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aFileOfOthersIsNot(String permissions) throws IOException {
        Path file = file(permissions);

        assertThatThrownBy(() -> of(null, file))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> of(null, folder.resolve("missing"))).hasMessageContaining("missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "estiva_admin_0a1b", "estiva_Admin_0a1b2c3d", "estiva_admin_zz"})
    void aKeyOfAnotherFormIsRefusedWithoutBeingShown(String key) {
        assertThatThrownBy(() -> of(key, null)).hasMessageContaining("estiva_<id>_<secret>");
        if (key.length() > 8) {
            assertThatThrownBy(() -> of(key, null)).hasMessageNotContaining(key);
        }
    }

    @Test
    void oneOfTheTwoIsGivenAndNotBoth() throws IOException {
        Path file = file("rw-------");
        assertThatThrownBy(() -> of(KEY, file)).hasMessageContaining("not both");
    }
}
