package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Tool;
import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.document.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code ./borne bench document}: what it costs the terminal to make sure of a sealed certificate,
 * beside poppler's {@code pdfsig} and the European Commission's DSS on the same file.
 */
final class DocumentBench {
  private static final int WARM_UP_ROUNDS = 300;
  private static final int WARM_ROUNDS = 500;
  private static final int COLD_ROUNDS = 9;
  private static final int QUICK_ROUNDS = 50;
  private static final double WARM_BOUND_MILLIS = 15;
  private static final double COLD_BOUND_CPU_MILLIS = 1200;
  private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final JavaProgram programs;

  /**
   * @param directory for files that only the measurement needs
   */
  DocumentBench(Path directory, JavaProgram programs) {
    this.directory = directory;
    this.programs = programs;
  }

  void run(Consumer<String> say) throws IOException, GeneralSecurityException {
    Specimen specimen = Specimen.issue(directory.resolve("engine"));
    Path file = directory.resolve("certificate.pdf");
    Files.write(file, specimen.pdf());
    say.accept(
        "One sealed certificate of %d bytes, as the demonstration's town hall issues it (%s)."
            .formatted(specimen.pdf().length, specimen.serviceId()));
    say.accept("");
    say.accept("Warm, one process, milliseconds a document   p50     p95   bound   ratio");
    SealGate terminal = specimen.gate();
    Spread gate = warm(() -> check(terminal, specimen));
    say.accept(warmLine("the gate: every rule, the QR code too", gate));
    Spread dss =
        new DssPeer(specimen.root(), specimen.organisation()).warm(specimen.pdf(), WARM_ROUNDS / 5);
    say.accept(
        "  %-41s %6.1f  %6.1f           %5.2f of DSS"
            .formatted(
                "DSS with the guichet's strict policy",
                dss.median(),
                dss.p95(),
                gate.median() / dss.median()));
    say.accept("");
    cold(specimen, file, say);
  }

  private static String warmLine(String what, Spread gate) {
    return "  %-41s %6.1f  %6.1f  %6.0f   %5.2f"
        .formatted(
            what, gate.median(), gate.p95(), WARM_BOUND_MILLIS, gate.median() / WARM_BOUND_MILLIS);
  }

  private interface Round {
    void run();
  }

  private static Spread warm(Round round) {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      round.run();
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < WARM_ROUNDS; i++) {
      long start = System.nanoTime();
      round.run();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return Spread.of(millis);
  }

  private static void check(SealGate gate, Specimen specimen) {
    Verdict verdict =
        gate.check(
            specimen.pdf(), Optional.of(specimen.reference()), Optional.of(specimen.document()));
    if (!(verdict instanceof Verdict.Passed)) {
      throw new DemoFailure("the gate refuses a good certificate: " + verdict);
    }
  }

  /** Whole programs: started, one document, ended. */
  private void cold(Specimen specimen, Path file, Consumer<String> say) throws IOException {
    List<String> gate = GateOnce.of(file, specimen);
    List<String> check = check(specimen, file);
    say.accept("Cold, a process each, milliseconds           CPU    wall   bound   ratio");
    ProcessCost cached = cost("kiosk-app", trained(gate, "gate.aot"), gate);
    say.accept(
        "  %-41s %6.0f  %6.0f  %6.0f   %5.2f"
            .formatted(
                "the gate, JVM with an AOT cache",
                cached.cpuMillis(),
                cached.wallMillis(),
                COLD_BOUND_CPU_MILLIS,
                cached.cpuMillis() / COLD_BOUND_CPU_MILLIS));
    say.accept(against("the gate, JVM without", cost("kiosk-app", List.of(), gate), cached));
    say.accept(
        against(
            "document check, JVM with an AOT cache",
            cost("kiosk-app", trained(check, "check.aot"), check),
            cached));
    say.accept(
        against(
            "DSS, JVM without",
            cost(
                "demo",
                List.of(),
                new DssPeer(specimen.root(), specimen.organisation()).once(file)),
            cached));
    // Its exit code says nothing of the seal: a seal that does not hold ends with 0, too.
    ProcessCost pdfsig =
        ProcessCost.of(
            QUICK_ROUNDS, Set.of(0), List.of("pdfsig", "-nocert", file.toString()), Map.of());
    say.accept(against("pdfsig -nocert: the signature alone", pdfsig, cached));
    say.accept("");
    say.accept("CPU is the kernel's count for the whole process, its compilers' threads included.");
    say.accept("pdfsig looks at the signature, and at no chain, revocation, structure or order.");
  }

  private ProcessCost cost(String module, List<String> flags, List<String> program)
      throws IOException {
    return ProcessCost.of(
        COLD_ROUNDS, Set.of(0), programs.command(module, flags, program), Map.of());
  }

  /** Runs a program once so that the JVM keeps what it loaded; returns the flag that uses it. */
  private List<String> trained(List<String> program, String cacheName) throws IOException {
    Path cache = directory.resolve(cacheName);
    Tool.Result training =
        Tool.run(
            // Without the second compiler: a cache that knows what it would compile sets it to work
            // at once, and one document is over before that has paid.
            programs.command(
                "kiosk-app",
                List.of("-XX:TieredStopAtLevel=1", "-XX:AOTCacheOutput=" + cache),
                program),
            Map.of(),
            TRAINING_PATIENCE);
    if (training.exitCode() != 0 || !Files.exists(cache)) {
      throw new DemoFailure("no AOT cache came about: " + training.text());
    }
    return List.of("-XX:AOTCache=" + cache);
  }

  private static String against(String what, ProcessCost cost, ProcessCost ours) {
    return String.format(
        Locale.ROOT,
        "  %-41s %6.0f  %6.0f           %5.2f ours to theirs",
        what,
        cost.cpuMillis(),
        cost.wallMillis(),
        ours.cpuMillis() / cost.cpuMillis());
  }

  private List<String> check(Specimen specimen, Path file) {
    return List.of(
        "be.borne.kiosk.technician.Technician",
        "document",
        "check",
        file.toString(),
        "--trust",
        specimen.root().toString(),
        "--organisation",
        specimen.organisation(),
        "--order",
        specimen.reference());
  }
}
