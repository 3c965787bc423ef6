package be.borne.device.card;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is wanted of a card. The verified name always comes first and everything else in the order
 * of {@link Part}, so that a screen can greet the citizen while a photo is still on its way. What
 * is not wanted is not read: the law allows no more, and the card is slow.
 *
 * @param parts beyond identity and its signature
 * @param named told of the identity once the register's signature over it holds, on the reading
 *     thread; should only hand it on. The reading may still come to nothing after it
 */
public record Reading(Set<Part> parts, Consumer<Identity> named) {

  /** A part that can be left out, in the order in which they are read. */
  public enum Part {
    /** Authentication certificate and its chain: whether the holder can sign in. */
    SIGN_IN,
    /** Whether the chip is the one that the identity names, and on applet 1.8 its own proof. */
    CHIP,
    ADDRESS,
    /** Longest of all: some 850 ms on applet 1.7. */
    PHOTO
  }

  public Reading {
    parts = parts.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(parts));
  }

  /** The name alone, and what else is given. */
  public static Reading of(Part... parts) {
    return new Reading(Set.of(parts), identity -> {});
  }

  /** What a terminal needs that signs its citizen in: no address, no photo. */
  public static Reading toSignIn() {
    return of(Part.SIGN_IN);
  }

  /** All there is. */
  public static Reading ofEverything() {
    return of(Part.values());
  }

  /** The same, telling of the name as soon as it is verified. */
  public Reading telling(Consumer<Identity> listener) {
    return new Reading(parts, listener);
  }

  boolean wants(Part part) {
    return parts.contains(part);
  }
}
