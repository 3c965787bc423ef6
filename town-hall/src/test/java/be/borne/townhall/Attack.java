package be.borne.townhall;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that does what somebody would who means no good, and finds it refused. {@code
 * docs/attacks.md} is drawn from these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Attack {

  /** What is aimed at. */
  Aim on();

  /** What is tried, in a few words. */
  String what();

  /** What an attack is aimed at, in the order in which they are listed. */
  enum Aim {
    SIGNING_IN("Signing in"),
    REVOCATION("Whether a card was reported"),
    SESSIONS("Sessions"),
    ANOTHERS_ORDERS("Another's orders and documents"),
    FORMS_AND_FILES("Another's forms and files"),
    ENGINE("Documents that are none of ours"),
    PUBLIC_PAGES("The public pages"),
    CONSOLE("The clerks' console"),
    OVERLOAD("Rubbish and overload"),
    THE_TRAIL("The trail");

    private final String heading;

    Aim(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }
}
