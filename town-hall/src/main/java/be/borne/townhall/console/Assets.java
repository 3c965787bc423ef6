package be.borne.townhall.console;

import io.javalin.http.Context;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** The few files that pages need; all from this program, none from elsewhere. */
final class Assets {
  private static final String OWN = "/be/borne/townhall/console/assets/";
  private static final String FONTS = "/be/borne/townhall/guichet/engine/embedded/fonts/";
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/";

  private static final class Asset {
    private final String type;
    private final byte[] bytes;

    Asset(String type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }
  }

  private final Map<String, Asset> assets;

  private Assets(Map<String, Asset> assets) {
    this.assets = assets;
  }

  static Assets load() throws IOException {
    String script = "text/javascript; charset=utf-8";
    String font = "font/ttf";
    Map<String, Asset> assets = new HashMap<>();
    assets.put("console.css", read(OWN + "console.css", "text/css; charset=utf-8"));
    assets.put("console.js", read(OWN + "console.js", script));
    assets.put("icon.svg", read(OWN + "icon.svg", "image/svg+xml"));
    assets.put("htmx.js", read(HTMX + "htmx.min.js", script));
    assets.put("htmx-sse.js", read(OWN + "htmx-ext-sse/sse.min.js", script));
    assets.put("regular.ttf", read(FONTS + "AtkinsonHyperlegible-Regular.ttf", font));
    assets.put("bold.ttf", read(FONTS + "AtkinsonHyperlegible-Bold.ttf", font));
    return new Assets(Map.copyOf(assets));
  }

  private static Asset read(String resource, String type) throws IOException {
    try (InputStream stream = Assets.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new FileNotFoundException(resource + " is not on the class path");
      }
      return new Asset(type, stream.readAllBytes());
    }
  }

  void serve(Context context) {
    Asset asset = assets.get(context.pathParam("name"));
    if (asset == null) {
      context.status(404);
      return;
    }
    // Asked for again each time, answered by its ETag: a new release shows at once.
    context.header("Cache-Control", "no-cache");
    context.contentType(asset.type).result(asset.bytes);
  }
}
