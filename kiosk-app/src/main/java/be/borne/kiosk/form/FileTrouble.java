package be.borne.kiosk.form;

/** Why a citizen's file was not taken. For each the screens have what to say and what to do. */
public enum FileTrouble {
  /** The stick was pulled out, or says nothing any more. */
  STICK_GONE,
  /** The stick is there, and this file cannot be read from it. */
  FILE_UNREADABLE,
  /** It is larger than the form takes. */
  FILE_LARGE,
  /** It is something else than the form takes. */
  FILE_KIND,
  /** The camera is away, or gave no picture. */
  CAMERA_FAILED,
  /** The guichet looked at it, and did not take it. */
  REFUSED,
  /** The citizen has given as many as one may. */
  ENOUGH,
  /** The guichet could not be reached. */
  NOT_SENT
}
