package be.borne.demo.dock;

import be.borne.demo.process.DemoFailure;
import be.borne.kiosk.session.ElapsedTime;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that can be put on from outside: whoever connects to its socket and sends a number of
 * seconds, eight bytes, gets it back when they have passed.
 */
final class MovableTime implements ElapsedTime {
  static final Duration FURTHEST = Duration.ofHours(1);

  private final AtomicLong aheadNanos = new AtomicLong();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  private MovableTime() {}

  /**
   * @param socket a path at which nothing is yet
   */
  static MovableTime listeningAt(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    MovableTime time = new MovableTime();
    Thread.ofPlatform().daemon().name("movable-time").start(() -> time.serve(server));
    return time;
  }

  private void serve(ServerSocketChannel server) {
    while (server.isOpen()) {
      try (SocketChannel caller = server.accept()) {
        ByteBuffer asked = ByteBuffer.allocate(Long.BYTES);
        while (asked.hasRemaining() && caller.read(asked) >= 0) {
          // A few bytes may come in parts.
        }
        if (!asked.hasRemaining() && putOn(asked.getLong(0))) {
          caller.write(asked.flip());
        }
      } catch (IOException e) {
        // Whoever called is gone, and sees by the missing answer that nothing may have happened.
        System.err.println("movable time: " + e.getMessage());
      }
    }
  }

  private boolean putOn(long seconds) {
    if (seconds < 1 || seconds > FURTHEST.toSeconds()) {
      return false;
    }
    aheadNanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    watchers.forEach(Runnable::run);
    return true;
  }

  @Override
  public long nanos() {
    return System.nanoTime() + aheadNanos.get();
  }

  @Override
  public void whenItJumps(Runnable moved) {
    watchers.add(moved);
  }

  /**
   * Puts on the clock that listens there.
   *
   * @param by from a second to an hour
   * @throws DemoFailure if it does not do so
   */
  static void putOn(Path socket, Duration by) {
    try (SocketChannel clock = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer asked = ByteBuffer.allocate(Long.BYTES).putLong(0, by.toSeconds());
      while (asked.hasRemaining()) {
        clock.write(asked);
      }
      ByteBuffer answer = ByteBuffer.allocate(Long.BYTES);
      while (answer.hasRemaining() && clock.read(answer) >= 0) {
        // A few bytes may come in parts.
      }
      if (answer.hasRemaining()) {
        throw new DemoFailure("the clock was not put on");
      }
    } catch (IOException e) {
      throw new DemoFailure("the kiosk's clock does not listen: " + e.getMessage());
    }
  }
}
