package be.borne.kiosk.speech;

import java.util.function.Consumer;

/** Tells when a headset's plug goes into the jack or out of it [EN 301 549, 5.2, 8.5]. */
public sealed interface HeadsetJack extends AutoCloseable permits EvdevJack, NoJack {

  /**
   * Watches from now on; to be called once.
   *
   * @param told whether a plug is in: now, and at every change. Called on one thread at a time, and
   *     must not block
   */
  void watch(Consumer<Boolean> told);

  /** Watches no longer; bounded. */
  @Override
  void close();
}
