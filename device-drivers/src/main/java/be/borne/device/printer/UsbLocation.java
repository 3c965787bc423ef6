package be.borne.device.printer;

import be.borne.device.printer.UsbAddress.DeviceId;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the printer at the USB port: ipp-usb shows each one as an IPP printer at a port of this
 * machine. Every candidate is asked who it is; one that is found is kept until it falls silent. Two
 * that could be meant are none, since a certificate must not come out somewhere else.
 */
final class UsbLocation implements PrinterLocation {
  private static final Logger log = LoggerFactory.getLogger(UsbLocation.class);
  private static final Duration ONE_QUESTION = Duration.ofSeconds(2);
  private static final Duration ALL_QUESTIONS = Duration.ofSeconds(6);
  private static final int IPP_2_0 = 0x0200;

  private final UsbAddress wanted;
  private final UsbPorts ports;
  private final ReentrantLock oneSearchAtATime = new ReentrantLock();
  private final AtomicInteger requestIds = new AtomicInteger();
  private volatile Optional<URI> known = Optional.empty();

  UsbLocation(UsbAddress wanted, UsbPorts ports) {
    this.wanted = wanted;
    this.ports = ports;
  }

  @Override
  public URI address(IppClient client) throws IppFailure, InterruptedException {
    Optional<URI> last = known;
    if (last.isPresent()) {
      return last.get();
    }
    oneSearchAtATime.lockInterruptibly();
    try {
      if (known.isEmpty()) {
        URI found = search(client);
        log.info("the USB printer is at {}", found);
        known = Optional.of(found);
        return found;
      }
      return known.get();
    } finally {
      oneSearchAtATime.unlock();
    }
  }

  @Override
  public void silent() {
    known = Optional.empty();
  }

  private URI search(IppClient client) throws IppFailure, InterruptedException {
    Deadline deadline = Deadline.in(ALL_QUESTIONS);
    List<URI> meant = new ArrayList<>();
    for (UsbPorts.Candidate candidate : ports.candidates()) {
      if (deadline.passed()) {
        break;
      }
      // The USB class for IPP wants to be called by this very name (ipp-usb(8), NETWORKING).
      URI address = URI.create("ipp://localhost:" + candidate.port() + "/ipp/print");
      Optional<DeviceId> device = ask(client, address);
      if (device.isPresent() && wanted.means(device.get(), candidate.device())) {
        meant.add(address);
      }
    }
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    throw new IppFailure(
        IppFailure.Kind.NOT_CONNECTED,
        meant.isEmpty()
            ? "no such printer at the USB ports (is ipp-usb running?)"
            : "the address means " + meant.size() + " USB printers; add the serial number",
        null);
  }

  private Optional<DeviceId> ask(IppClient client, URI address) throws InterruptedException {
    IppPacket.Builder request =
        new IppPacket.Builder(
            Operation.getPrinterAttributes, IPP_2_0, requestIds.incrementAndGet());
    request.putOperationAttributes(
        Types.attributesCharset.of("utf-8"),
        Types.attributesNaturalLanguage.of("en"),
        Types.printerUri.of(address),
        Types.requestedAttributes.of(List.of("printer-device-id", "printer-make-and-model")));
    try {
      for (AttributeGroup group :
          IppClient.await(client.sendTo(address, request.build(), new byte[0]), ONE_QUESTION)
              .getAttributeGroups()) {
        if (group.getTag().equals(Tag.printerAttributes)) {
          return Optional.of(device(group));
        }
      }
    } catch (IppFailure e) {
      log.debug("{}: {}", address, e.getMessage());
    }
    return Optional.empty();
  }

  /** One that has no device identifier still has a name, whose first word is its maker. */
  private static DeviceId device(AttributeGroup printer) {
    String id = printer.getString(Types.printerDeviceId);
    if (id != null && !id.isBlank()) {
      return DeviceId.of(id);
    }
    String name = PrinterReading.printable(printer.getString(Types.printerMakeAndModel)).strip();
    int space = name.indexOf(' ');
    return space < 0
        ? new DeviceId(name, "", "")
        : new DeviceId(name.substring(0, space), name.substring(space + 1), "");
  }
}
