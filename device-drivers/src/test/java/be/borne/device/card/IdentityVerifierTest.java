package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verification without a reader: every file is somebody's lie until shown otherwise. */
class IdentityVerifierTest {
  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2026-06-01T10:00:00Z"), ZoneOffset.UTC);

  @TempDir private static Path directory;
  private static Map<CardFile, byte[]> genuine;
  private static byte[] chipNumber;
  private static X509Certificate root;

  @BeforeAll
  static void readMarguerite() throws Exception {
    VirtualPki pki = VirtualPki.in(directory);
    root = pki.root();
    VirtualEid card = VirtualEid.of(VirtualPerson.named("marguerite"), pki);
    genuine = new EnumMap<>(CardFile.class);
    for (CardFile file : CardFile.values()) {
      genuine.put(file, contentOf(card, file));
    }
    chipNumber = Identity.parse(genuine.get(CardFile.IDENTITY)).chipNumber();
  }

  @Test
  void acceptsTheGenuineCard() {
    assertInstanceOf(IdentityVerifier.Verdict.Genuine.class, verify(genuine, chipNumber));
  }

  /** One bit anywhere in any file, a hundred times over. */
  @ParameterizedTest
  @EnumSource
  void refusesAnyFileWithATurnedBit(CardFile file) {
    Random random = new Random(file.maxBytes());
    byte[] content = genuine.get(file);
    // Behind the address' signature lies padding that nothing signs.
    int length = file == CardFile.ADDRESS_SIGNATURE ? 2 + content[1] : content.length;
    for (int attempt = 0; attempt < 100; attempt++) {
      Map<CardFile, byte[]> forged = new EnumMap<>(genuine);
      byte[] lie = content.clone();
      int at = random.nextInt(length);
      int bit = random.nextInt(8);
      lie[at] ^= (byte) (1 << bit);
      forged.put(file, lie);
      IdentityVerifier.Verdict verdict = verify(forged, chipNumber);
      assertInstanceOf(
          IdentityVerifier.Verdict.Refused.class, verdict, file + " byte " + at + " bit " + bit);
    }
  }

  @Test
  void refusesAnotherChip() {
    byte[] other = chipNumber.clone();
    other[0] ^= 1;
    IdentityVerifier.Verdict.Refused refused =
        assertInstanceOf(IdentityVerifier.Verdict.Refused.class, verify(genuine, other));
    assertEquals(CardRefusal.IDENTITY_NOT_VERIFIED, refused.reason());
  }

  /** Genuine files of two genuine cards must not add up to one person. */
  @Test
  void refusesFilesOfTwoCardsPutTogether() throws Exception {
    VirtualPki pki = VirtualPki.in(directory);
    VirtualEid other = VirtualEid.of(VirtualPerson.named("joost"), pki);
    for (List<CardFile> taken :
        List.of(
            List.of(CardFile.AUTHENTICATION_CERTIFICATE),
            List.of(CardFile.ADDRESS),
            List.of(CardFile.ADDRESS, CardFile.ADDRESS_SIGNATURE),
            List.of(CardFile.IDENTITY, CardFile.IDENTITY_SIGNATURE),
            List.of(CardFile.PHOTO, CardFile.IDENTITY))) {
      Map<CardFile, byte[]> mixed = new EnumMap<>(genuine);
      for (CardFile file : taken) {
        mixed.put(file, contentOf(other, file));
      }
      assertInstanceOf(
          IdentityVerifier.Verdict.Refused.class, verify(mixed, chipNumber), taken.toString());
    }
  }

  /** A citizen's own key, or an authority's, must not stand in for the register's. */
  @ParameterizedTest
  @EnumSource(names = {"AUTHENTICATION_CERTIFICATE", "ISSUING_CERTIFICATE"})
  void refusesAnotherCertificateAsTheRegisters(CardFile instead) {
    Map<CardFile, byte[]> forged = new EnumMap<>(genuine);
    forged.put(CardFile.REGISTER_CERTIFICATE, genuine.get(instead));
    IdentityVerifier.Verdict.Refused refused =
        assertInstanceOf(IdentityVerifier.Verdict.Refused.class, verify(forged, chipNumber));
    assertFalse(refused.checks().getFirst().held());
    assertEquals(CardCheck.Kind.REGISTER_CHAIN, refused.checks().getFirst().kind());
  }

  @Test
  void namesTheCardWithoutAuthenticationCertificate() {
    Map<CardFile, byte[]> child = new EnumMap<>(genuine);
    child.put(CardFile.AUTHENTICATION_CERTIFICATE, new byte[0]);
    IdentityVerifier.Verdict.Refused refused =
        assertInstanceOf(IdentityVerifier.Verdict.Refused.class, verify(child, chipNumber));
    assertEquals(CardRefusal.NO_AUTHENTICATION_CERTIFICATE, refused.reason());
  }

  @Test
  void refusesEmptyAndAbsurdFiles() {
    for (CardFile file : CardFile.values()) {
      for (byte[] absurd : List.of(new byte[0], new byte[1_500], new byte[] {0x30, 0x7F})) {
        Map<CardFile, byte[]> broken = new EnumMap<>(genuine);
        broken.put(file, absurd);
        assertInstanceOf(
            IdentityVerifier.Verdict.Refused.class,
            verify(broken, chipNumber),
            file + " of " + absurd.length + " bytes");
      }
    }
  }

  @Test
  void refusalsNameNobody() {
    Map<CardFile, byte[]> forged = new EnumMap<>(genuine);
    forged.put(CardFile.ISSUING_CERTIFICATE, genuine.get(CardFile.REGISTER_CERTIFICATE));
    String told = verify(forged, chipNumber).toString();
    assertFalse(told.contains("Marguerite") || told.contains("50134199915"), told);
  }

  @Test
  void wantsARoot() {
    assertThrows(IllegalArgumentException.class, () -> new IdentityVerifier(List.of(), TODAY));
    assertTrue(PinnedRoots.ofBelgium().size() == 5);
  }

  @Test
  void refusesARootThatHasExpired() {
    Clock afterwards = Clock.fixed(Instant.parse("2051-01-01T00:00:00Z"), ZoneOffset.UTC);
    Map<CardFile, byte[]> files = new EnumMap<>(genuine);
    assertInstanceOf(
        IdentityVerifier.Verdict.Refused.class,
        new IdentityVerifier(List.of(root), afterwards).verify(new CardFiles(files, chipNumber)));
  }

  private static IdentityVerifier.Verdict verify(Map<CardFile, byte[]> files, byte[] chip) {
    return new IdentityVerifier(List.of(root), TODAY).verify(new CardFiles(files, chip));
  }

  /** As the card gives it, certificates without padding. */
  private static byte[] contentOf(VirtualEid card, CardFile file) {
    byte[] path = file.path();
    byte[] select = new byte[5 + path.length];
    select[1] = (byte) 0xA4;
    select[2] = 0x08;
    select[3] = 0x0C;
    select[4] = (byte) path.length;
    System.arraycopy(path, 0, select, 5, path.length);
    card.answer(select);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      int at = content.size();
      byte[] read = {0, (byte) 0xB0, (byte) (at >> 8), (byte) at, 0};
      byte[] answer = card.answer(read);
      if (answer.length == 2 && answer[0] == 0x6C) {
        read[4] = answer[1];
        answer = card.answer(read);
      } else if (answer.length == 2) {
        break;
      }
      content.write(answer, 0, answer.length - 2);
    }
    byte[] bytes = content.toByteArray();
    return file.certificate()
        ? Arrays.copyOf(bytes, 4 + ((bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF)))
        : bytes;
  }
}
