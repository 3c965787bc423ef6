package be.borne.demo.faults;

import be.borne.demo.faults.Point.Moment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/** The cable between a terminal and its printer: knows which IPP operation passes. */
public final class PrinterWire implements AutoCloseable {
  private static final int OPERATION_AT = 2;

  /** Told on the connection's own thread, which stands still meanwhile. */
  public interface Watch {
    void at(int operation, Moment moment);
  }

  private final Wire wire;

  public PrinterWire(int printerPort, Watch watch) throws IOException {
    this.wire =
        new Wire(
            new InetSocketAddress("localhost", printerPort),
            Wire.Ends.PLAIN,
            (request, moment) -> watch.at(request.bodyShort(OPERATION_AT), moment));
  }

  public URI address() {
    return URI.create("ipp://127.0.0.1:" + wire.port() + "/ipp/print");
  }

  Wire wire() {
    return wire;
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
