package estiva.control.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.Configured;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits by themselves, on a clock that the tests set. */
class LimitsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final InetAddress ONE = address("203.0.113.1");
    private static final InetAddress OTHER = address("203.0.113.2");

    private static InetAddress address(String text) {
        return NetUtil.createInetAddressFromIpAddressString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # peer       | X-Forwarded-For                       | counted as
            203.0.113.1  |                                       | 203.0.113.1
            203.0.113.1  | 198.51.100.9                          | 203.0.113.1
            10.1.2.3     |                                       | 10.1.2.3
            10.1.2.3     | 198.51.100.9                          | 198.51.100.9
            10.1.2.3     | 1.1.1.1, 198.51.100.9                 | 198.51.100.9
            10.1.2.3     | 1.1.1.1, 198.51.100.9, 10.9.9.9       | 198.51.100.9
            10.1.2.3     | 198.51.100.9:4711                     | 198.51.100.9
            10.1.2.3     | [2001:db8:1:2:3::4]:4711              | 2001:db8:1:2::
            10.1.2.3     | 2001:db8:1:2:ffff::7                  | 2001:db8:1:2::
            10.1.2.3     | unknown                               | 10.1.2.3
            10.1.2.3     | 1.1.1.1, unknown                      | 10.1.2.3
            2001:db8::7  | 198.51.100.9                          | 198.51.100.9
            2001:db9::7  | 198.51.100.9                          | 2001:db9::
            """)
    void onlyWhatTrustedProxiesSawIsBelieved(String peer, String forwarded, String counted) {
        TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "2001:db8::7"));

        assertThat(proxies.client(address(peer), forwarded == null ? List.of() : List.of(forwarded)))
                .isEqualTo(address(counted));
    }

    @Test
    void aHeaderGivenTwiceIsOneChain() {
        TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8"));

        assertThat(proxies.client(address("10.1.2.3"), List.of("1.1.1.1", "198.51.100.9")))
                .isEqualTo(address("198.51.100.9"));
    }

    @Test
    void anAddressHasItsRateAndNotThatOfAnother() {
        Lane lane = new Lane(100, 100, 10);
        long now = 0;
        for (int i = 0; i < 20; i++) {
            assertThat(lane.mayAsk(ONE, now)).isTrue();
        }

        assertThat(lane.mayAsk(ONE, now)).isFalse();
        assertThat(lane.mayAsk(OTHER, now)).isTrue();
        assertThat(lane.mayAsk(ONE, now + SECOND / 10)).isTrue();
        assertThat(lane.mayAsk(ONE, now + SECOND / 10)).isFalse();
    }

    @Test
    void aLaneAndEachAddressInItHaveTheirPlaces() {
        Lane lane = new Lane(3, 2, 10);

        assertThat(lane.enter(ONE, 0)).isEqualTo(Lane.Entry.OPEN);
        assertThat(lane.enter(ONE, 0)).isEqualTo(Lane.Entry.OPEN);
        assertThat(lane.enter(ONE, 0)).isEqualTo(Lane.Entry.ADDRESS_IS_FULL);
        assertThat(lane.enter(OTHER, 0)).isEqualTo(Lane.Entry.OPEN);
        assertThat(lane.enter(OTHER, 0)).isEqualTo(Lane.Entry.LANE_IS_FULL);
        lane.leave(ONE);
        assertThat(lane.enter(OTHER, 0)).isEqualTo(Lane.Entry.OPEN);
    }

    @Test
    void addressesThatAskNoMoreAreForgotten() {
        Lane lane = new Lane(100, 100, 10);
        for (int i = 0; i < 1_000; i++) {
            lane.mayAsk(address("10.0." + i / 250 + "." + i % 250), SECOND);
        }
        assertThat(lane.enter(ONE, SECOND)).isEqualTo(Lane.Entry.OPEN);

        lane.mayAsk(OTHER, 4 * SECOND);

        assertThat(lane.addresses()).isEqualTo(2);
    }

    @Test
    void oneAddressDoesNotTakeAllTheMemoryForBodies() {
        int kib = 1024;
        BodyMemory memory = new BodyMemory(200 * kib, 100 * kib);
        BodyMemory.Part first = memory.part(ONE);
        BodyMemory.Part second = memory.part(ONE);

        assertThat(first.grow(16 * kib)).isTrue();
        assertThat(memory.taken()).isZero();
        assertThat(first.grow(116 * kib)).isTrue();
        assertThat(second.grow(16 * kib)).isTrue();
        assertThat(second.grow(17 * kib)).isFalse();
        assertThat(memory.part(OTHER).grow(100 * kib)).isTrue();
        first.giveBack();
        first.giveBack();
        assertThat(second.grow(17 * kib)).isTrue();
        second.giveBack();
        assertThat(memory.taken()).isEqualTo(84 * kib);
    }

    @Test
    void aPaceIsLookedAtWindowByWindow() {
        Pace pace = new Pace(1_000, Duration.ofSeconds(2));
        pace.begin(0, 0);

        assertThat(pace.isTooSlow(SECOND, 0)).isFalse();
        assertThat(pace.isTooSlow(2 * SECOND, 1_000_000)).isFalse();
        assertThat(pace.isTooSlow(3 * SECOND, 1_000_000)).isFalse();
        assertThat(pace.isTooSlow(4 * SECOND, 1_001_999)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a/b-c.d_e~f?x=1&y=%20", "/%41", "http://host:1/a?b", "/a;b=c,d!$'()*+@:"})
    void whatMayStandInAUriIsATarget(String target) {
        assertThat(RequestTarget.isWellFormed(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "ftp://a",
                "/%",
                "/%4",
                "/%g1",
                "/a b",
                "/<",
                "/\"",
                "/{a}",
                "/a|b",
                "/\\",
                "/\u00e9",
                "/\u0000",
                "/%\u0664\u0661"
            })
    void whatMayNotIsNone(String target) {
        assertThat(RequestTarget.isWellFormed(target)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "connections, 0",
        "connections-per-address, -1",
        "headers, 0",
        "header-time, 0s",
        "idle-time, -1s",
        "body-time, 0s",
        "slow-for, 0s",
        "body, 0",
        "body, 2G",
        "body-memory, 1k",
        "requests, 0",
        "requests, 190",
        "requests-per-address, 0",
        "requests-per-second, 0",
        "trusted-proxies, ingress.example",
        "trusted-proxies, 10.0.0.0/33",
        "trusted-proxies, 10.0.0.0/x"
    })
    void aLimitThatCannotBeMeantStopsTheStartAndIsNamed(String key, String value) {
        HttpConfig config = Configured.of(HttpConfig.class, "estiva.http." + key, value);

        assertThatThrownBy(() -> new HttpLimits(config, false, false, 200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("estiva.http." + key);
    }

    @Test
    void whatTheLimitsDoNotSeeIsSwitchedOff() {
        HttpConfig config = Configured.of(HttpConfig.class);

        assertThatThrownBy(() -> new HttpLimits(config, true, false, 200)).hasMessageContaining("quarkus.http.http2");
        assertThatThrownBy(() -> new HttpLimits(config, false, true, 200)).hasMessageContaining("use-proxy-protocol");
        assertThat(new HttpLimits(config, false, false, 200).lane("/q/health/live"))
                .isNotSameAs(new HttpLimits(config, false, false, 200).lane("/api/v1/processes"));
    }
}
