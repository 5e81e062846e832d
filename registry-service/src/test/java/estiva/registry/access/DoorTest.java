package estiva.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
    private static final Known NOBODY = new Known(0, List.of(), List.of(), List.of(), List.of());

    private static Door at(String host) {
        return new Door(host, new AdminKey(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.9.9.9"})
    void withoutIdentitiesItIsOpenOnLoopback(String host) {
        assertThat(at(host).isOpen(NOBODY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "192.0.2.1"})
    void itIsNeverOpenWhereOthersReachIt(String host) {
        assertThat(at(host).isOpen(NOBODY)).isFalse();
    }

    @Test
    void withAConfiguredKeyItIsClosedFromTheStart() {
        AdminKey key = new AdminKey(ApiKeyText.of("estiva_admin_" + "0".repeat(64)));

        assertThat(new Door("127.0.0.1", key).isOpen(NOBODY)).isFalse();
    }

    @Test
    void withAnIdentityItIsClosed() {
        AccessIdentity identity = new AccessIdentity();
        identity.identityName = "maria";

        assertThat(at("127.0.0.1").isOpen(new Known(1, List.of(identity), List.of(), List.of(), List.of())))
                .isFalse();
    }
}
