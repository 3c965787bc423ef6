package be.borne.townhall.guichet.engine.wcs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which of the things that a w.c.s. does without a word a test is about: {@code
 * docs/wcs-services.md} lists them by number.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Trap {
  int value();
}
