package estiva.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it costs to look at a key: nothing that a request would notice, and no question to anybody. */
class KeyCostTest {
    private static final int IDENTITIES = 1_000;
    private static final int TIMES = 20_000;
    private static final Duration MOST = Duration.ofNanos(200_000);

    @Test
    void aKeyIsCheckedInAFifthOfAMillisecondInNineteenOfTwentyCases() {
        List<AccessIdentity> identities = new ArrayList<>();
        List<AccessRole> roles = new ArrayList<>();
        List<AccessKey> keys = new ArrayList<>();
        String text = null;
        for (int i = 0; i < IDENTITIES; i++) {
            AccessIdentity identity = new AccessIdentity();
            identity.identityName = "identity-" + i;
            identities.add(identity);
            AccessRole role = new AccessRole();
            role.identityName = identity.identityName;
            role.roleName = Role.VIEWS;
            roles.add(role);
            ApiKeyText made = ApiKeyText.random();
            AccessKey key = new AccessKey();
            key.keyId = made.keyId();
            key.identityName = identity.identityName;
            key.secretHash = made.hash();
            keys.add(key);
            text = made.text();
        }
        Known known = new Known(1, identities, roles, keys, List.of());

        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            boolean isIn = known.byKey(ApiKeyText.of(text).orElseThrow(), AccessClock.now())
                    .isPresent();
            nanos[i] = System.nanoTime() - begin;
            assertThat(isIn).isTrue();
        }

        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[TIMES * 95 / 100])).isLessThan(MOST);
    }
}
