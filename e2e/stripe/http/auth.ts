import { ACCOUNT_ID } from "../objects/account.ts";
import { invalidRequest, StripeError } from "./errors.ts";

const HOW =
  "You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";

/**
 * docs.stripe.com/api/authentication: the key as a bearer token, or as the user name of basic auth.
 * @param accepted the one key; null: every key that looks like one of test mode
 * @throws StripeError 401
 */
export function authenticate(header: string | undefined, accepted: string | null): void {
  const key = keyOf(header);
  if (key === null) throw invalidRequest(`You did not provide an API key. ${HOW}`, { status: 401 });
  if (key.startsWith("pk_")) {
    throw invalidRequest(
      "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
      {
        status: 401,
        code: "secret_key_required",
      },
    );
  }
  const known = accepted === null ? /^[sr]k_test_\w{8,}$/.test(key) : key === accepted || /^rk_test_\w{8,}$/.test(key);
  if (!known) throw new StripeError(401, { type: "invalid_request_error", message: `Invalid API Key provided: ${masked(key)}` });
}

/** docs.stripe.com/connect/authentication: no account is connected to this one. @throws StripeError 403 */
export function refuseOtherAccounts(account: string | undefined): void {
  if (account === undefined || account === ACCOUNT_ID) return;
  throw invalidRequest(
    `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    { status: 403, code: "account_invalid" },
  );
}

function keyOf(header: string | undefined): string | null {
  const [, scheme = "", value = ""] = /^(\w+)\s+(\S+)$/.exec(header ?? "") ?? [];
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return null;
  const name = Buffer.from(value, "base64").toString("utf8").split(":")[0] ?? "";
  return name === "" ? null : name;
}

function masked(key: string): string {
  const shown = Math.min(4, Math.max(0, key.length - 8));
  return `${key.slice(0, 8)}${"*".repeat(Math.max(0, key.length - 8 - shown))}${shown > 0 ? key.slice(-shown) : ""}`;
}
