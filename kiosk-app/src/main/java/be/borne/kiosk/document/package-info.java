/**
 * The gate between the guichet and the paper: {@link be.borne.kiosk.document.SealGate} passes a
 * document only if it is, byte for byte, what the pinned organisation sealed for this order. On
 * paper nobody can check the seal any more, so it is checked here, and whatever cannot be checked
 * is refused.
 */
package be.borne.kiosk.document;
