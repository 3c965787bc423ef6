package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PinEntry;
import be.borne.device.card.PinnedRoots;
import be.borne.device.card.ReadEffort;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.card.Reading.Part;
import be.borne.device.card.SignResult;
import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * {@code ./borne bench eid}: what reading a card and signing with it cost, in commands, characters
 * on the wire and modelled time, beside the least that is possible and beside other readers.
 */
final class EidBench {
  private static final CardReaderSettings SETTINGS =
      new CardReaderSettings("", Duration.ofSeconds(30));
  private static final Reading IDENTITY_ADDRESS_PHOTO = Reading.of(Part.ADDRESS, Part.PHOTO);
  private static final int ROUNDS = 200;

  private final VirtualPki pki;
  private final Path roots;

  /**
   * Other readers on the same model, as published: figures of 22 November 2026, not of this run.
   */
  private static final List<String> PEERS =
      List.of(
          "identity+address+photo+verify   1.7: commons-eid 34 / 1665 ms, EidRead 31 / 1520,"
              + " LeanRead 28 / 1495 (certificate cached 23 / 1241)",
          "                                1.8: commons-eid 35 / 559 ms, EidRead 30 / 350,"
              + " LeanRead 28 / 343 (certificate cached 24 / 376)",
          "without verification            eid-mw 53 / 2569 ms (1.7), 60 / 1887 (1.8)",
          "signature with certificate      1.7: OpenSC 28 / 1396 ms, eid-mw 21 / 1671,"
              + " commons-eid 12 / 1258, EidRead 10 / 1192",
          "                                1.8: eid-mw 25 / 1013 ms, commons-eid 21 / 908,"
              + " EidRead 9 / 466");

  EidBench(Path directory) throws IOException {
    this.pki = VirtualPki.in(directory);
    this.roots = directory.resolve(VirtualPki.ROOT_FILE);
  }

  void run(Consumer<String> say) throws IOException {
    say.accept("Commands (APDUs), characters on the wire, and modelled milliseconds at the card's");
    say.accept("own rate: 4 MHz, 4 ms a command, 700 ms (1.7) or 300 ms (1.8) a signature.");
    say.accept("The bound knows every file's length beforehand and asks nothing twice.");
    say.accept("");
    say.accept(
        "%-13s %-36s %5s %6s %6s   %5s %6s %6s   %6s"
            .formatted("applet", "what", "APDU", "chars", "ms", "bound", "chars", "ms", "ratio"));
    for (CardGeneration generation : CardGeneration.values()) {
      if (generation != CardGeneration.APPLET_1_1) {
        generation(generation, say);
      }
    }
    say.accept("");
    say.accept("Others, APDU / modelled ms, as published for cards of the same make:");
    PEERS.forEach(peer -> say.accept("  " + peer));
    say.accept("");
    overhead(say);
  }

  private void generation(CardGeneration generation, Consumer<String> say) throws IOException {
    Wire.Pace pace = generation == CardGeneration.APPLET_1_8 ? Wire.Pace.OF_1_8 : Wire.Pace.OF_1_7;
    VirtualEid card = card(generation);
    IdentityVerifier verifier = verifier();
    for (String state : List.of("cold", "warm")) {
      Wire wire = new Wire(pace);
      ReadResult.Verified read = read(card, verifier, wire, IDENTITY_ADDRESS_PHOTO);
      ReadEffort.Stage name = read.effort().stages().getFirst();
      say.accept(
          row(
              generation,
              "verified name, " + state,
              wire.costOfFirst(name.exchanges()),
              boundOfName(card, state.equals("cold")).at(pace)));
      say.accept(
          row(
              generation,
              "identity+address+photo+verify, " + state,
              wire.cost(),
              boundOfAll(card, state.equals("cold")).at(pace)));
    }
    Wire proof = new Wire(pace);
    int without = read(card, verifier, new Wire(pace), Reading.of()).effort().exchanges();
    read(card, verifier, proof, Reading.of(Part.CHIP));
    Wire.Cost all = proof.cost();
    Wire.Cost name = proof.costOfFirst(without);
    say.accept(
        "%-13s %-36s %5d %6d %6s"
            .formatted(
                generation.label(),
                generation == CardGeneration.APPLET_1_8 ? "chip number and proof" : "chip number",
                all.commands() - name.commands(),
                all.characters() - name.characters(),
                Wire.millis(all.millis() - name.millis())));
    signature(generation, pace, card, say);
  }

  private void signature(
      CardGeneration generation, Wire.Pace pace, VirtualEid card, Consumer<String> say) {
    Wire wire = new Wire(pace);
    VirtualPort port = VirtualPort.with(card);
    port.tamper(
        (exchange, command, answer) -> {
          wire.note(command, answer);
          return answer;
        });
    List<Integer> certificate = new ArrayList<>();
    SignResult signed =
        EidCard.at(port, SETTINGS)
            .authenticate(
                new byte[48],
                signer -> certificate.add(port.exchanges()),
                new PinEntry.Typed(VirtualEid.pin()));
    if (!(signed instanceof SignResult.Signed signature)) {
      throw new DemoFailure("the virtual card does not sign: " + signed);
    }
    // The last command is LOG OFF: the signature is in hand before it.
    Wire.Cost inHand = wire.costOfFirst(wire.cost().commands() - 1);
    boolean elliptic = generation == CardGeneration.APPLET_1_8;
    say.accept(
        row(
            generation,
            "signature with certificate",
            inHand,
            new CardBound(card)
                .certificate(0xDF00, 0x5038)
                .signature(elliptic ? 48 : 32, signature.signature().length)
                .at(pace)));
    say.accept(
        "%-13s %-36s %5d of these beyond the certificate; then 1 for LOG OFF"
            .formatted(generation.label(), "", inHand.commands() - certificate.getFirst()));
  }

  private static String row(
      CardGeneration generation, String what, Wire.Cost cost, Wire.Cost bound) {
    return "%-13s %-36s %5d %6d %6s   %5d %6d %6s   %6s"
        .formatted(
            generation.label(),
            what,
            cost.commands(),
            cost.characters(),
            Wire.millis(cost.millis()),
            bound.commands(),
            bound.characters(),
            Wire.millis(bound.millis()),
            String.format(Locale.ROOT, "%.3f", cost.millis() / bound.millis()));
  }

  private static CardBound boundOfName(VirtualEid card, boolean cold) {
    CardBound bound = new CardBound(card).file(0xDF01, 0x4031).file(0xDF01, 0x4032);
    return cold ? bound.certificate(0xDF00, 0x503C) : bound;
  }

  private static CardBound boundOfAll(VirtualEid card, boolean cold) {
    return boundOfName(card, cold).file(0xDF01, 0x4033).file(0xDF01, 0x4034).file(0xDF01, 0x4035);
  }

  private ReadResult.Verified read(
      VirtualEid card, IdentityVerifier verifier, Wire wire, Reading reading) {
    VirtualPort port = VirtualPort.with(card);
    port.tamper(
        (exchange, command, answer) -> {
          wire.note(command, answer);
          return answer;
        });
    ReadResult result = EidCard.at(port, SETTINGS).read(verifier, reading);
    if (result instanceof ReadResult.Verified verified) {
      return verified;
    }
    throw new DemoFailure("the virtual card is not verified: " + result);
  }

  /** From the end of one answer to the next command: all that is ours, verification included. */
  private void overhead(Consumer<String> say) throws IOException {
    VirtualEid card = card(CardGeneration.APPLET_1_8);
    IdentityVerifier verifier = verifier();
    List<Long> gaps = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      TimedCard timed = new TimedCard(card);
      ReadResult read =
          EidCard.at(VirtualPort.with(timed), SETTINGS).read(verifier, IDENTITY_ADDRESS_PHOTO);
      if (!(read instanceof ReadResult.Verified)) {
        throw new DemoFailure("the virtual card is not verified: " + read);
      }
      if (round >= ROUNDS / 2) {
        gaps.addAll(timed.gapsNanos());
      }
    }
    gaps.sort(Comparator.naturalOrder());
    say.accept(
        String.format(
            Locale.ROOT,
            "Our own time per command, from one answer to the next command, %d commands: median"
                + " %.3f ms (bound 1 ms), p99 %.3f ms.",
            gaps.size(),
            gaps.get(gaps.size() / 2) / 1e6,
            gaps.get(gaps.size() * 99 / 100) / 1e6));
  }

  private VirtualEid card(CardGeneration generation) throws IOException {
    return VirtualEid.of(VirtualPerson.named("joost"), pki, generation, Fault.NONE);
  }

  private IdentityVerifier verifier() throws IOException {
    return new IdentityVerifier(PinnedRoots.in(List.of(roots)), Clock.systemUTC());
  }
}
