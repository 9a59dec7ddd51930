import { setNonce } from "get-nonce";

/*
 * A modal layer locks the page's scrolling with a style element, which the page's policy allows only with its nonce. The
 * document keeps its nonce through client-side navigation, so it is read from there. Import this file for its effect.
 */
if (typeof document !== "undefined") {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  if (nonce) setNonce(nonce);
}
