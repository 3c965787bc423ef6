package be.borne.protocol.guichet;

import java.util.List;

/**
 * A citizen's own files.
 *
 * @param files at most {@value #MOST}, the latest first
 */
public record CitizenFiles(List<CitizenFile> files) {
  public static final int MOST = 20;

  public CitizenFiles {
    files = List.copyOf(Bounds.present(files, "files"));
    if (files.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " files");
    }
  }
}
