package be.borne.demo.faults;

import be.borne.demo.faults.Point.Moment;
import be.borne.protocol.terminal.MutualTls;
import be.borne.provisioning.authority.IssuedIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The line between a terminal and the town hall: knows which call of the guichet passes. It can,
 * because it has what nobody else has together, the town hall's key and the terminal's; both ends
 * speak the product's TLS and see the certificate that they expect.
 */
final class GuichetWire implements AutoCloseable {
  /** Told on the connection's own thread, which stands still meanwhile. */
  interface Watch {
    void at(GuichetCall call, Moment moment);
  }

  private final Wire wire;

  GuichetWire(URI guichet, IssuedIdentity townHall, IssuedIdentity terminal, Watch watch)
      throws IOException, GeneralSecurityException {
    this.wire =
        new Wire(
            new InetSocketAddress(guichet.getHost(), guichet.getPort()),
            new Tls(factory(townHall), factory(terminal), guichet),
            (request, moment) ->
                GuichetCall.of(request.startLine()).ifPresent(call -> watch.at(call, moment)));
  }

  private static SSLSocketFactory factory(IssuedIdentity own)
      throws IOException, GeneralSecurityException {
    return MutualTls.context(own.certificate(), own.key(), own.authority()).getSocketFactory();
  }

  URI address() {
    return URI.create("https://localhost:" + wire.port());
  }

  Wire wire() {
    return wire;
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  private record Tls(SSLSocketFactory asTownHall, SSLSocketFactory asTerminal, URI guichet)
      implements Wire.Ends {
    @Override
    public Socket ofTerminal(Socket accepted) throws IOException {
      SSLSocket socket = (SSLSocket) asTownHall.createSocket(accepted, null, true);
      socket.setNeedClientAuth(true);
      return socket;
    }

    @Override
    public Socket ofServer(Socket connected) throws IOException {
      return asTerminal.createSocket(connected, guichet.getHost(), guichet.getPort(), true);
    }
  }
}
