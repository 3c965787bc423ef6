package be.borne.kiosk.technician;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.HostCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that hashes a host's code, as a program with the code at its standard input. */
@Timeout(60)
class HostCodeCommandTest {
  private static final String CODE = "271828";

  private record Answer(int exit, String out, String err) {}

  private static Answer run(String typed) throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Technician.class.getName(),
                    "host-code"))
            .start();
    try {
      try (var in = program.getOutputStream()) {
        in.write(typed.getBytes(StandardCharsets.US_ASCII));
      }
      String out = text(program.getInputStream().readAllBytes());
      String err = text(program.getErrorStream().readAllBytes());
      assertTrue(program.waitFor(30, TimeUnit.SECONDS));
      return new Answer(program.exitValue(), out, err);
    } finally {
      program.destroyForcibly();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void theLineOpensForThisCodeAloneAndDoesNotSayIt() throws Exception {
    Answer answer = run(CODE + "\n");
    assertEquals(0, answer.exit(), answer.err());
    String line = answer.out().strip();
    assertTrue(line.startsWith("code = \"") && line.endsWith("\""), line);
    HostCode code = HostCode.ofWord(line.substring("code = \"".length(), line.length() - 1));
    assertTrue(code.is(CODE.toCharArray()));
    assertFalse(code.is("271829".toCharArray()));
    assertFalse((answer.out() + answer.err()).contains(CODE), "the code itself is told");
    assertNotEquals(line, run(CODE + "\n").out().strip(), "the same salt twice");
  }

  /** Too short, too long by one and by many, no digits, nothing at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {"27182\n", "2718281828459\n", "27182818284590452353602\n", "27182x\n", ""})
  void whatIsNoCodeIsRefusedAndNotRepeated(String typed) throws Exception {
    Answer answer = run(typed);
    assertEquals(HostCodeCommand.NOT_A_CODE, answer.exit());
    assertTrue(answer.err().startsWith("not done: "), answer.err());
    assertEquals("", answer.out());
    assertFalse(answer.err().contains("2718"), answer.err());
  }
}
