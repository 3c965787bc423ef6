package be.borne.townhall.guichet.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the Javadoc of the protocol says of its records and their components, read from the source.
 */
final class JavadocOfRecords {
  private static final Path SOURCE =
      Path.of("..", "protocol", "src", "main", "java", "be", "borne", "protocol");

  /** By the name of the type, and by name of type and component: {@code Order.reference}. */
  private final Map<String, String> said = new LinkedHashMap<>();

  private JavadocOfRecords() {}

  static JavadocOfRecords read() {
    JavadocOfRecords read = new JavadocOfRecords();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        Stream<Path> sources = Files.walk(SOURCE)) {
      List<Path> java = sources.filter(each -> each.toString().endsWith(".java")).sorted().toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        read.types(docs, unit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private void types(DocTrees docs, CompilationUnitTree unit) {
    new TreePathScanner<Void, String>() {
      @Override
      public Void visitClass(ClassTree type, String around) {
        String name = (around == null ? "" : around + ".") + type.getSimpleName();
        note(name, docs.getDocCommentTree(getCurrentPath()));
        return super.visitClass(type, name);
      }
    }.scan(new TreePath(unit), null);
  }

  private void note(String type, DocCommentTree comment) {
    if (comment == null) {
      return;
    }
    said.put(type, plain(comment.getFirstSentence()));
    for (DocTree tag : comment.getBlockTags()) {
      if (tag instanceof ParamTree param) {
        said.put(type + "." + param.getName(), plain(param.getDescription()));
      }
    }
  }

  /** What is said of a type, or of a component of it. */
  Optional<String> of(String name) {
    return Optional.ofNullable(said.get(name)).filter(text -> !text.isEmpty());
  }

  /** Without the marks of Javadoc, on one line. */
  private static String plain(List<? extends DocTree> text) {
    return text.stream()
        .map(Object::toString)
        .collect(Collectors.joining())
        .replaceAll("\\{@code\\s+([^}]*)}", "$1")
        .replaceAll("\\{@link\\s+#?([^}\\s]*)}", "$1")
        .replace('#', '.')
        .replaceAll("<[^>]+>", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
