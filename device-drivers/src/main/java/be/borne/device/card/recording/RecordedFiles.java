package be.borne.device.card.recording;

import be.borne.device.virtual.CardGeneration;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What a recording tells of the card that was in the reader: its generation, and its files, masked,
 * as far as they were read.
 */
final class RecordedFiles {
  private static final int APPLET_VERSION_AT = 21;
  private static final int FIRST_APPLET_BELIEVED = 0x17;
  private static final int BLOCK_BYTES = 256;
  private static final int SHORT_SIGNATURE_BYTES = 128;
  private static final String ATR_OF_1_8 = "3B7F96000080318065B085040120120FFF829000";

  /** What an applet 1.8's signature is read to, whose file is longer. */
  private static final int LONGEST_P384_SIGNATURE = 104;

  private final Map<Integer, FileImage> images = new HashMap<>();
  private final Map<Integer, Integer> lengths = new HashMap<>();
  private final Set<Integer> disturbed = new HashSet<>();
  private String answerToReset = "";
  private int applet = -1;

  private RecordedFiles() {}

  static RecordedFiles of(CardRecording recording) {
    RecordedFiles files = new RecordedFiles();
    FileCursor cursor = new FileCursor();
    for (RecordedEvent event : recording.events()) {
      switch (event) {
        case RecordedEvent.Connect connect -> {
          cursor = new FileCursor();
          if (files.answerToReset.isEmpty()
              && connect.outcome() instanceof Outcome.Answered(String atr)) {
            files.answerToReset = atr;
          }
        }
        case RecordedEvent.Send send -> files.take(send, cursor);
        default -> {}
      }
    }
    return files;
  }

  private void take(RecordedEvent.Send send, FileCursor cursor) {
    byte[] command = send.commandBytes();
    FileCursor.Part part =
        FileCursor.isRead(command) ? cursor.part(command) : FileCursor.Part.NO_FILE;
    boolean read = part.file() != CardPath.NONE;
    if (!(send.outcome() instanceof Outcome.Answered answered)) {
      if (read) {
        disturbed.add(part.file());
      }
      return;
    }
    byte[] answer = answered.toBytes();
    cursor.after(command, AnswerMask.isOk(answer));
    if (CommandMask.instruction(command) == 0x80E4
        && applet < 0
        && AnswerMask.isOk(answer)
        && answer.length > APPLET_VERSION_AT + 2) {
      applet = answer[APPLET_VERSION_AT] & 0xFF;
    }
    if (!read) {
      return;
    }
    if (answer.length == 2 && answer[0] == 0x6C) {
      lengths.putIfAbsent(part.file(), part.offset() + (answer[1] & 0xFF));
    } else if (Anomaly.isIn(send)) {
      disturbed.add(part.file());
    } else if (AnswerMask.isOk(answer)) {
      // Contradictions are another card's; this is the first one.
      images
          .computeIfAbsent(part.file(), FileImage::new)
          .add(part.offset(), Arrays.copyOf(answer, answer.length - 2));
    }
  }

  /** As the first card said it; empty if none did. */
  String answerToReset() {
    return answerToReset;
  }

  CardGeneration generation() {
    if (answerToReset.equals(ATR_OF_1_8)) {
      return CardGeneration.APPLET_1_8;
    }
    byte[] signature = content(CardPath.IDENTITY_SIGNATURE);
    boolean old =
        applet >= 0
            ? applet < FIRST_APPLET_BELIEVED
            : signature.length == SHORT_SIGNATURE_BYTES
                || register()
                    .filter(
                        certificate ->
                            certificate.getPublicKey() instanceof RSAPublicKey rsa
                                && rsa.getModulus().bitLength() < 2_048)
                    .isPresent();
    if (old) {
      return CardGeneration.APPLET_1_1;
    }
    boolean elliptic =
        register()
            .map(certificate -> certificate.getPublicKey().getAlgorithm().equals("EC"))
            .orElse(signature.length > 0 && signature[0] == 0x30);
    return elliptic ? CardGeneration.APPLET_1_7_REKEYED : CardGeneration.APPLET_1_7;
  }

  /** Whether the register signed with SHA-1. */
  boolean signedWithSha1() {
    return register()
        .filter(certificate -> certificate.getSigAlgName().startsWith("SHA1"))
        .isPresent();
  }

  private Optional<X509Certificate> register() {
    byte[] der = content(CardPath.REGISTER_CERTIFICATE);
    if (der.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException e) {
      // Not read to its end, or none: the other signs have to do.
      return Optional.empty();
    }
  }

  /** A file's known beginning; empty if it was not read. */
  byte[] content(int file) {
    FileImage image = images.get(file);
    return image == null ? new byte[0] : image.beginning();
  }

  /** Whether the identity file was read so far that it makes sense. */
  boolean tellsIdentity() {
    return asRecorded(CardPath.IDENTITY).isPresent();
  }

  /**
   * A file's content, with zeros for what was not read of it; empty if too little is known of it to
   * make sense.
   */
  private Optional<byte[]> asRecorded(int file) {
    byte[] known = content(file);
    if (!disturbed.contains(file)) {
      return known.length == 0 ? Optional.empty() : Optional.of(known);
    }
    int length = lengths.getOrDefault(file, 0);
    byte[] whole = Arrays.copyOf(known, Math.max(known.length, length));
    boolean sensible = file == CardPath.PHOTO ? length > 0 : FieldMask.isWhole(whole);
    return known.length > 0 && sensible ? Optional.of(whole) : Optional.empty();
  }

  /**
   * What a card that stands in for this one has to hold.
   *
   * @param standard a file's content on a card of this generation
   */
  Map<Integer, byte[]> toReissue(IntFunction<byte[]> standard) {
    Map<Integer, byte[]> wanted = new TreeMap<>();
    for (int file : new int[] {CardPath.IDENTITY, CardPath.ADDRESS, CardPath.PHOTO}) {
      wanted.put(file, asRecorded(file).orElseGet(() -> longEnough(file, standard.apply(file))));
    }
    int addressSignature = content(CardPath.ADDRESS_SIGNATURE).length;
    if (addressSignature == 0) {
      addressSignature = standard.apply(CardPath.ADDRESS_SIGNATURE).length;
    }
    int identitySignature = content(CardPath.IDENTITY_SIGNATURE).length;
    if (identitySignature <= LONGEST_P384_SIGNATURE) {
      identitySignature = addressSignature;
    }
    wanted.put(CardPath.ADDRESS_SIGNATURE, new byte[addressSignature]);
    wanted.put(CardPath.IDENTITY_SIGNATURE, new byte[identitySignature]);
    byte[] authentication = content(CardPath.AUTHENTICATION_CERTIFICATE);
    if (authentication.length > 0 && authentication[0] == 0) {
      wanted.put(CardPath.AUTHENTICATION_CERTIFICATE, new byte[authentication.length]);
    }
    return wanted;
  }

  /**
   * With zeros behind, so that all that was read of the recorded file can be read of this one too,
   * and where its end is not known, a block more.
   */
  private byte[] longEnough(int file, byte[] content) {
    int read = content(file).length;
    int length = lengths.getOrDefault(file, read == 0 ? 0 : read + BLOCK_BYTES);
    return Arrays.copyOf(content, Math.max(content.length, length));
  }
}
