package estiva.control.edge;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Whose word is taken for where a request comes from. */
final class TrustedProxies {
    private static final int NETWORK_BYTES = 8;

    private final List<IpSubnetFilterRule> networks;

    /** @throws IllegalArgumentException for what is neither an address nor a network */
    TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(TrustedProxies::network).toList();
    }

    private static IpSubnetFilterRule network(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(parts[0]);
        if (address == null) {
            throw new IllegalArgumentException("\"" + text + "\" is neither an IP address nor a network as 10.0.0.0/8");
        }
        int bits = address.getAddress().length * Byte.SIZE;
        try {
            int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" has no prefix length between 0 and " + bits + " after its slash", e);
        }
    }

    boolean trusts(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }

    /**
     * The address by which a client's share is counted. Of a chain only what trusted proxies wrote is believed: each adds
     * the address that it saw at the end, so it is the last one that is no trusted proxy's itself.
     *
     * @param forwardedFor the values of all headers {@code X-Forwarded-For}, in their order
     */
    InetAddress client(InetAddress peer, List<String> forwardedFor) {
        InetAddress client = peer;
        String[] chain = String.join(",", forwardedFor).split(",");
        for (int i = chain.length - 1; i >= 0 && trusts(client); i--) {
            InetAddress before = address(chain[i].strip());
            if (before == null) {
                break;
            }
            client = before;
        }
        return share(client);
    }

    /** Some proxies write the port as well. */
    private static InetAddress address(String text) {
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':');
        String address = text.startsWith("[") && bracket > 0
                ? text.substring(1, bracket)
                : colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
        return NetUtil.createInetAddressFromIpAddressString(address);
    }

    /** A client of IPv6 has a network of its own, with more addresses in it than could be counted. */
    static InetAddress share(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length);
        try {
            return InetAddress.getByAddress(network);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
