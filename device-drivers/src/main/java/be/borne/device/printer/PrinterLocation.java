package be.borne.device.printer;

import java.net.URI;

/** Where a printer is to be spoken to; for some of them that has to be found out, and changes. */
interface PrinterLocation {
  /**
   * @param client to ask printers with
   * @return {@code ipp://…} or {@code ipps://…}
   * @throws IppFailure of kind NOT_CONNECTED if it is nowhere to be found now
   */
  URI address(IppClient client) throws IppFailure, InterruptedException;

  /** It did not answer there; it may be elsewhere the next time. */
  void silent();

  static PrinterLocation fixed(URI address) {
    return new PrinterLocation() {
      @Override
      public URI address(IppClient client) {
        return address;
      }

      @Override
      public void silent() {
        // It is nowhere else.
      }
    };
  }
}
