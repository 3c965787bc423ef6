package be.borne.demo.dock;

import be.borne.demo.house.House;
import be.borne.demo.house.VirtualCamera;
import be.borne.demo.process.DemoFailure;
import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.device.virtual.VirtualReaderClient.Slot;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What the dock can make happen around the terminal. Everything happens one after the other on one
 * thread that lives as long as the demonstration: programs started from it die with it.
 */
final class World implements AutoCloseable {
  private static final int COMMANDS_BEFORE_PULL = 4;

  private final House house;
  private final ExecutorService hand =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("dock-hand").factory());
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicBoolean plugPulled = new AtomicBoolean();

  World(House house) {
    this.house = house;
  }

  /** Something that can fail. */
  @FunctionalInterface
  interface Happening {
    void happen() throws Exception;
  }

  /** Makes it happen, and tells the outcome: "done", or why not. */
  void make(Happening happening, Consumer<String> tell) {
    hand.execute(
        () -> {
          try {
            happening.happen();
            tell.accept("done");
          } catch (Exception e) {
            tell.accept("not done: " + e.getMessage());
          }
        });
  }

  void insert(VirtualPerson person, CardGeneration generation, Fault fault) throws Exception {
    house.reader().insert(person.id(), generation, fault, Slot.FIRST);
  }

  void swap(VirtualPerson person, CardGeneration generation, Fault fault) throws Exception {
    house.reader().swap(person.id(), generation, fault, Slot.FIRST);
  }

  /** The next reading comes as far as its fourth command. */
  void pullWhileRead() throws Exception {
    house.reader().pullAfter(COMMANDS_BEFORE_PULL);
  }

  void unblock(VirtualPerson person) throws Exception {
    house.reader().unblock(person.id());
  }

  void pull() throws Exception {
    house.reader().pull();
  }

  void readerUnplugged() throws Exception {
    house.reader().readerOff();
  }

  void readerPluggedIn() throws Exception {
    house.reader().readerOn();
  }

  /** Something that is done to the printer. */
  @FunctionalInterface
  interface AtThePrinter {
    void happen(VirtualPrinter printer) throws Exception;
  }

  void printer(AtThePrinter happening) throws Exception {
    happening.happen(house.printer());
  }

  void headsetPlugged() throws Exception {
    house.headset().plug();
  }

  void headsetPulled() throws Exception {
    house.headset().pull();
  }

  void stickIn() throws Exception {
    house.stick().in();
  }

  void stickOut() throws Exception {
    house.stick().out();
  }

  /** Something that is done at the document camera. */
  @FunctionalInterface
  interface AtTheCamera {
    void happen(VirtualCamera camera) throws Exception;
  }

  void camera(AtTheCamera happening) throws Exception {
    happening.happen(house.camera());
  }

  /** As if the kiosk had stood there for so long and nobody had done anything. */
  void timePasses(Duration by) {
    MovableTime.putOn(house.kioskClock(), by);
  }

  void kioskKilled() {
    plugPulled.set(true);
    house.kiosk().kill();
  }

  /** Whether it was we who ended the kiosk. */
  boolean plugPulled() {
    return plugPulled.get();
  }

  void kioskStarted() {
    if (house.kiosk().isAlive()) {
      throw new DemoFailure("the kiosk is running");
    }
    house.startKiosk();
    plugPulled.set(false);
  }

  void townHallGone() {
    house.end(house.townHall());
  }

  void townHallBack() {
    if (house.townHall().isAlive()) {
      throw new DemoFailure("the town hall is running");
    }
    house.startTownHall();
  }

  boolean isOpen() {
    return open.get();
  }

  /** The person has seen enough. */
  void leave() {
    open.set(false);
  }

  @Override
  public void close() {
    hand.shutdown();
    try {
      if (!hand.awaitTermination(
          Duration.ofSeconds(70).toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
        hand.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      hand.shutdownNow();
    }
  }
}
