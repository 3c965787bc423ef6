package be.borne.demo.faults;

import be.borne.demo.faults.Point.Moment;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Holds a running terminal before and after each step of its journal, from outside, as a debugger
 * does: its code is the one that goes to libraries, and does not know.
 */
final class JournalStops implements AutoCloseable {
  private static final String JOURNAL = "be.borne.kiosk.order.OrderJournal";
  private static final String POINT = "point";
  private static final byte RETURN = (byte) 0xb1;
  private static final String TIMEOUT_MS = "20000";

  /** Told on the thread that listens; the terminal's own stands still meanwhile. */
  interface Watch {
    void at(Point point);
  }

  private final VirtualMachine machine;
  private final Watch watch;

  private JournalStops(VirtualMachine machine, Watch watch) {
    this.machine = machine;
    this.watch = watch;
  }

  /**
   * @param port where the terminal's debug interface listens on loopback; it must have loaded its
   *     journal's class
   * @param points the ones to stop at; those that are no steps of the journal are passed over
   */
  static JournalStops attach(int port, List<Point> points, Watch watch) throws IOException {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(it -> it.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    arguments.get("timeout").setValue(TIMEOUT_MS);
    try {
      JournalStops stops = new JournalStops(connector.attach(arguments), watch);
      ReferenceType journal = stops.machine.classesByName(JOURNAL).getFirst();
      for (Point point : points) {
        point.journalMethod().ifPresent(method -> stops.stopAt(journal, method, point));
      }
      Thread.ofPlatform().daemon().name("journal-stops").start(stops::listen);
      return stops;
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException("the JDK's own debug connector", e);
    } catch (VMDisconnectedException e) {
      throw new IOException("the terminal ended while its journal was being watched", e);
    }
  }

  private void stopAt(ReferenceType journal, String name, Point point) {
    Method method = journal.methodsByName(name).getFirst();
    BreakpointRequest request =
        machine
            .eventRequestManager()
            .createBreakpointRequest(
                point.moment() == Moment.BEFORE ? method.location() : end(method));
    request.putProperty(POINT, point);
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.enable();
  }

  private static Location end(Method method) {
    byte[] code = method.bytecodes();
    if (code[code.length - 1] != RETURN) {
      throw new IllegalStateException(method + " does not end with its only return");
    }
    return method.locationOfCodeIndex(code.length - 1);
  }

  private void listen() {
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove();
        for (Event event : events) {
          if (event instanceof BreakpointEvent && event.request().getProperty(POINT) != null) {
            watch.at((Point) event.request().getProperty(POINT));
          }
        }
        events.resume();
      }
    } catch (VMDisconnectedException e) {
      // Killed, or done.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      machine.dispose();
    } catch (VMDisconnectedException e) {
      // It went first.
    }
  }
}
