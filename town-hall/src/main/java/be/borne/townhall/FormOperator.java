package be.borne.townhall;

import be.borne.protocol.guichet.form.FormCategory;
import be.borne.townhall.guichet.FormExchange;
import be.borne.townhall.guichet.FormSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Form definitions that come from a w.c.s., or go there. */
@Command(
    name = "forms",
    mixinStandardHelpOptions = true,
    description = "Form definitions from and for a w.c.s. (iA.Téléservices).",
    subcommands = {CommandLine.HelpCommand.class})
final class FormOperator {
  private static final int NOT_GOOD = 1;

  private final PrintStream out;
  private final PrintStream err;

  FormOperator(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Where forms of ours lie. */
  static final class Source {
    @Option(
        names = "--configuration",
        required = true,
        paramLabel = "FILE",
        description = "town-hall.toml, whose [forms] says where they are")
    private Path configuration;

    @Option(
        names = "--from",
        required = true,
        paramLabel = "DIR",
        description = "a folder of forms")
    private Path folder;

    Path folder() {
      if (folder != null) {
        return folder;
      }
      FormSettings forms = TownHallConfigurationFile.open(configuration).guichet().forms();
      if (forms == null) {
        throw new IllegalArgumentException(configuration + ": has no section [forms]");
      }
      return forms.directory();
    }
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Reads a form of a w.c.s., or a list of them, and writes each as a form file of ours.",
        "Says which field is in the way where ours cannot say it; nothing is written then."
      })
  int read(
      @Parameters(paramLabel = "FILE", description = "JSON, as its schema is told") Path file,
      @Option(names = "--to", required = true, paramLabel = "DIR", description = "a folder")
          Path to,
      @Option(
              names = "--category",
              paramLabel = "CATEGORY",
              description = "of docs/forms.md, for forms that do not say it")
          String category) {
    try {
      FormExchange.Imported imported =
          FormExchange.read(file, Optional.ofNullable(category).map(FormOperator::category), to);
      imported.remarks().forEach(out::println);
      imported.problems().forEach(err::println);
      imported.files().forEach(out::println);
      return imported.problems().isEmpty() ? CommandLine.ExitCode.OK : NOT_GOOD;
    } catch (IllegalArgumentException | IOException e) {
      return failed(e.getMessage());
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Writes a form of ours as a w.c.s. tells its own.",
        "Says on the error output what a w.c.s. does not understand of it."
      })
  int write(
      @ArgGroup(multiplicity = "1") Source source,
      @Parameters(paramLabel = "FORM-ID") String id,
      @Option(names = "--output", paramLabel = "FILE", description = "a new file") Path output) {
    try {
      Optional<FormExchange.Exported> exported = FormExchange.write(source.folder(), id);
      if (exported.isEmpty()) {
        return failed("There is no form of this name.");
      }
      byte[] bytes = FormExchange.bytes(exported.get());
      if (output == null) {
        out.write(bytes, 0, bytes.length);
        out.flush();
      } else {
        Files.write(output, bytes, StandardOpenOption.CREATE_NEW);
      }
      exported.get().notSaid().forEach(what -> err.println("not said in its words: " + what));
      return CommandLine.ExitCode.OK;
    } catch (IllegalStateException e) {
      // A form of ours that the words of a w.c.s. do not bring back.
      return failed(
          Optional.ofNullable(e.getCause())
              .map(cause -> e.getMessage() + ": " + cause.getMessage())
              .orElse(e.getMessage()));
    } catch (IllegalArgumentException | IOException e) {
      return failed(e.getMessage());
    }
  }

  private int failed(String why) {
    err.println(why);
    return NOT_GOOD;
  }

  private static FormCategory category(String word) {
    for (FormCategory category : FormCategory.values()) {
      if (category.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return category;
      }
    }
    throw new IllegalArgumentException("--category: expected a category of docs/forms.md");
  }
}
