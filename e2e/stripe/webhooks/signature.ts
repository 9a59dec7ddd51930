import { createHmac, randomBytes } from "node:crypto";

/**
 * The header `Stripe-Signature` of a delivery (docs.stripe.com/webhooks#verify-manually): HMAC-SHA256 of `{t}.{body}` with the
 * endpoint's whole secret. Test events also carry a made-up `v0`, which receivers have to leave aside.
 * @param at Unix seconds of the sending machine's clock
 */
export function signatureHeader(body: string, secret: string, at: number): string {
  const v1 = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
  return `t=${at},v1=${v1},v0=${randomBytes(32).toString("hex")}`;
}
