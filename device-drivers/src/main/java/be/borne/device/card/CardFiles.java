package be.borne.device.card;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The bytes of a card's files as they were read, not yet believed. */
final class CardFiles {
  private final Map<CardFile, byte[]> contents;
  private final byte[] chipNumber;

  /**
   * @param contents per file; certificates without the card's padding
   * @param chipNumber the serial number that the chip itself answered
   */
  CardFiles(Map<CardFile, byte[]> contents, byte[] chipNumber) {
    this.contents = new EnumMap<>(contents);
    this.chipNumber = chipNumber.clone();
  }

  byte[] chipNumber() {
    return chipNumber.clone();
  }

  byte[] identity() {
    return of(CardFile.IDENTITY);
  }

  byte[] identitySignature() {
    return of(CardFile.IDENTITY_SIGNATURE);
  }

  byte[] address() {
    return of(CardFile.ADDRESS);
  }

  byte[] addressSignature() {
    return of(CardFile.ADDRESS_SIGNATURE);
  }

  Optional<byte[]> photo() {
    return Optional.ofNullable(contents.get(CardFile.PHOTO)).map(byte[]::clone);
  }

  /** Empty if the file was not read. */
  byte[] of(CardFile file) {
    byte[] content = contents.get(file);
    return content == null ? new byte[0] : content.clone();
  }

  /** Tells nothing of the content. */
  @Override
  public String toString() {
    return "CardFiles" + contents.keySet();
  }
}
