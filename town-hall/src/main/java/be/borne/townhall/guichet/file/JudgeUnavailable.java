package be.borne.townhall.guichet.file;

/** Nobody can say now what a file is; nothing is said against it. */
public final class JudgeUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  JudgeUnavailable(String rule) {
    super(rule);
  }

  JudgeUnavailable(String rule, Throwable cause) {
    super(rule, cause);
  }
}
