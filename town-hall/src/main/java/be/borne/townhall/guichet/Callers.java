package be.borne.townhall.guichet;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * From which address a request of the public comes. What {@code X-Forwarded-For} says counts only
 * if a configured web server in front said it: everybody else could write anything there.
 */
final class Callers {
  private static final String FORWARDED = "X-Forwarded-For";
  private static final int MAX_HOPS = 10;

  private final Set<InetAddress> proxies;

  Callers(List<String> proxies) {
    this.proxies = new HashSet<>();
    proxies.forEach(proxy -> this.proxies.add(InetAddress.ofLiteral(proxy)));
  }

  /** The last address on the way here that is not one of the configured servers. */
  InetAddress of(Context context) {
    InetAddress caller = InetAddress.ofLiteral(withoutZone(context.req().getRemoteAddr()));
    // A server may add a header of its own instead of lengthening the one that came: only all of
    // them, in their order, are the way here (RFC 9110, 5.3).
    List<String> headers = Collections.list(context.req().getHeaders(FORWARDED));
    if (headers.isEmpty()) {
      return caller;
    }
    String[] hops = String.join(",", headers).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && i >= hops.length - MAX_HOPS; i--) {
      if (!proxies.contains(caller)) {
        return caller;
      }
      try {
        caller = InetAddress.ofLiteral(hops[i].strip());
      } catch (IllegalArgumentException e) {
        // Not an address: the last one that was known stands.
        return caller;
      }
    }
    return caller;
  }

  /** {@code [fe80::1%eth0]} as Jetty may say it. */
  private static String withoutZone(String address) {
    String bare = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }
}
