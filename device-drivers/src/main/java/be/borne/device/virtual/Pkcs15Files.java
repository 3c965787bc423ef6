package be.borne.device.virtual;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;

/**
 * The directory files that tell any PKCS#15 program which PIN, keys and certificates a card has
 * (PKCS#15 1.1, chapter 6; card content 5.4, section 4.2).
 */
final class Pkcs15Files {
  private static final int DIRECTORY = 0x3F002F00;
  private static final int OBJECTS = 0xDF005031;
  private static final int TOKEN = 0xDF005032;
  private static final int PINS = 0xDF005034;
  private static final int PRIVATE_KEYS = 0xDF005035;
  private static final int CERTIFICATES = 0xDF005037;

  /**
   * The one application: PKCS#15's AID, the label BELPIC, the path 3F00DF00, and the object
   * identifier 2.16.56.2.
   */
  private static final String APPLICATION =
      "6123"
          + "4F0CA000000177504B43532D3135"
          + "500642454C504943"
          + "51043F00DF00"
          + "73050603603802";

  private static final HexFormat HEX = HexFormat.of();
  private static final int PRIVATE_AND_MODIFIABLE = 0xC0;
  private static final int ONE_PIN = 0x01;
  private static final int AUTHENTICATION_ID = 0x02;
  private static final int SIGNATURE_ID = 0x03;
  private static final int AUTHORITY_ID = 0x04;
  private static final int ROOT_ID = 0x06;

  /** Usage: sign; sign so that it cannot be denied. */
  private static final DERBitString SIGN = new DERBitString(new byte[] {0x20}, 5);

  private static final DERBitString NON_REPUDIATION = new DERBitString(new byte[] {0x00, 0x40}, 6);

  /** Access: sensitive, always so, never extractable, made on the chip. */
  private static final DERBitString MADE_ON_THE_CHIP =
      new DERBitString(new byte[] {(byte) 0xB8}, 3);

  private final CardPlan plan;

  Pkcs15Files(CardPlan plan) {
    this.plan = plan;
  }

  /**
   * @return per path as in {@link VirtualEidFiles}; the one file beside the directories has the
   *     master file's own number before it
   */
  Map<Integer, byte[]> make() throws IOException {
    Map<Integer, byte[]> files = new TreeMap<>();
    files.put(DIRECTORY, HEX.parseHex(APPLICATION));
    files.put(OBJECTS, joined(object(0, PRIVATE_KEYS), object(4, CERTIFICATES), object(8, PINS)));
    files.put(TOKEN, token());
    files.put(PINS, joined(pin()));
    if (plan.certificates()) {
      files.put(
          PRIVATE_KEYS,
          joined(
              key("Authentication", AUTHENTICATION_ID, SIGN, false),
              key("Signature", SIGNATURE_ID, NON_REPUDIATION, true)));
      files.put(
          CERTIFICATES,
          joined(
              certificate(
                  "Authentication",
                  AUTHENTICATION_ID,
                  VirtualEidFiles.AUTHENTICATION_CERTIFICATE,
                  false),
              certificate("Signature", SIGNATURE_ID, VirtualEidFiles.SIGNATURE_CERTIFICATE, false),
              certificate("CA", AUTHORITY_ID, VirtualEidFiles.CITIZEN_AUTHORITY, true),
              certificate("Root", ROOT_ID, VirtualEidFiles.ROOT, true)));
    } else {
      files.put(PRIVATE_KEYS, new byte[0]);
      files.put(CERTIFICATES, joined(certificate("Root", ROOT_ID, VirtualEidFiles.ROOT, true)));
    }
    return files;
  }

  private static ASN1Encodable object(int kind, int path) {
    return new DERTaggedObject(true, kind, path(path));
  }

  private byte[] token() throws IOException {
    return joined(
        sequence(
            new ASN1Integer(0),
            new DEROctetString(VirtualEidFiles.chipNumber(plan)),
            new DERTaggedObject(false, 0, new DERUTF8String("BELPIC")),
            new DERBitString(new byte[] {0x30}, 4)));
  }

  /** BCD digits with their length before them, as the applet wants them. */
  private static ASN1Encodable pin() {
    DERBitString localInitialised = new DERBitString(new byte[] {0x0C}, 2);
    return sequence(
        sequence(new DERUTF8String("Basic PIN"), flags(PRIVATE_AND_MODIFIABLE)),
        sequence(id(ONE_PIN)),
        new DERTaggedObject(
            true,
            1,
            sequence(
                localInitialised,
                new ASN1Enumerated(0),
                new ASN1Integer(4),
                new ASN1Integer(8),
                new DERTaggedObject(false, 0, new ASN1Integer(ONE_PIN)),
                new DEROctetString(new byte[] {(byte) 0xFF}),
                sequence(new DEROctetString(HEX.parseHex("3F00DF00"))))));
  }

  private ASN1Encodable key(String label, int id, DERBitString usage, boolean pinEachTime) {
    KeyKind kind = plan.generation().chip().cardKey();
    ASN1EncodableVector common = new ASN1EncodableVector();
    common.add(new DERUTF8String(label));
    common.add(flags(PRIVATE_AND_MODIFIABLE));
    common.add(id(ONE_PIN));
    if (pinEachTime) {
      common.add(new ASN1Integer(1));
    }
    // Keys 82 and 83 in MSE SET have the numbers 2 and 3 here, with the high bit of a key of the
    // application's own directory.
    ASN1Encodable[] parts = {
      new DERSequence(common),
      sequence(id(id), usage, MADE_ON_THE_CHIP, new ASN1Integer(0x80 | id)),
      new DERTaggedObject(true, 1, keyAttributes(kind))
    };
    return kind.rsa() ? sequence(parts) : new DERTaggedObject(false, 0, sequence(parts));
  }

  private static ASN1Encodable keyAttributes(KeyKind kind) {
    ASN1Encodable place = sequence(new DEROctetString(HEX.parseHex("3F00DF00")));
    return kind.rsa() ? sequence(place, new ASN1Integer(kind.bits())) : sequence(place);
  }

  private static ASN1Encodable certificate(String label, int id, int path, boolean authority) {
    return sequence(
        sequence(new DERUTF8String(label), flags(0)),
        authority ? sequence(id(id), ASN1Boolean.TRUE) : sequence(id(id)),
        new DERTaggedObject(true, 1, sequence(path(path))));
  }

  private static ASN1Encodable path(int path) {
    return sequence(new DEROctetString(HEX.parseHex("3F00" + HEX.toHexDigits(path))));
  }

  private static ASN1Encodable flags(int bits) {
    return new DERBitString(new byte[] {(byte) bits}, 6);
  }

  private static ASN1Encodable id(int number) {
    return new DEROctetString(new byte[] {(byte) number});
  }

  private static DERSequence sequence(ASN1Encodable... parts) {
    return new DERSequence(parts);
  }

  private static byte[] joined(ASN1Encodable... parts) throws IOException {
    java.io.ByteArrayOutputStream file = new java.io.ByteArrayOutputStream();
    for (ASN1Encodable part : parts) {
      file.writeBytes(part.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }
    return file.toByteArray();
  }
}
