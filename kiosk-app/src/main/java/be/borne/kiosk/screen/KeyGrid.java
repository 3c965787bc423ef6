package be.borne.kiosk.screen;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/**
 * Keys on columns that are all as wide, and in rows that are all as high, whatever stands on them.
 * Of a grid it takes the stylesheet's gaps and the places of the keys; the grid's own columns give
 * way to long words.
 */
final class KeyGrid extends GridPane {
  private final int columns;
  private final int rows;

  KeyGrid(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    setMinHeight(Region.USE_PREF_SIZE);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    double given = width < 0 ? prefWidth(-1) : width;
    double within = getMaxWidth() > 0 ? Math.min(given, getMaxWidth()) : given;
    return rows * (rowHeight(column(within)) + getVgap()) - getVgap();
  }

  @Override
  protected void layoutChildren() {
    double column = column(getWidth());
    double row = rowHeight(column);
    for (Node key : getManagedChildren()) {
      key.resizeRelocate(
          snapPositionX(getColumnIndex(key) * (column + getHgap())),
          snapPositionY(getRowIndex(key) * (row + getVgap())),
          snapSizeX(width(key, column)),
          snapSizeY(row));
    }
  }

  private double column(double width) {
    return Math.floor((width + getHgap()) / columns - getHgap());
  }

  private double width(Node key, double column) {
    int span = getColumnSpan(key);
    return span * (column + getHgap()) - getHgap();
  }

  private double rowHeight(double column) {
    return getManagedChildren().stream()
        .mapToDouble(
            key -> Math.max(key.minHeight(width(key, column)), key.prefHeight(width(key, column))))
        .max()
        .orElse(0);
  }
}
