import type { ApiAnswer, ApiClient } from "./api-client.ts";

/** The hosted flow over HTTP, as an integrator's server and a customer's browser see it. */

/** What POST /cancel-link answers. */
export interface LinkBody {
  url: string;
  expires_at: string;
  environment: "prod" | "sandbox";
  session_id: string;
}

/** Asks for a link that begins with the reason: what is left out of `body` is a business in Texas. @throws unless the answer is 200 */
export async function makeLink(api: ApiClient, body: object = {}): Promise<LinkBody> {
  const answer = await api.call("POST", "/cancel-link", { body: { userId: "user_1", customerType: "b2b", region: "US-TX", ...body } });
  if (answer.status !== 200) throw new Error(`POST /cancel-link answered ${answer.status}: ${answer.text}`);
  return linkOf(answer);
}

export const linkOf = (answer: ApiAnswer) => answer.body as unknown as LinkBody;

/** Opens a link. */
export function visit(url: string): Promise<Response> {
  return fetch(url, { redirect: "manual", signal: AbortSignal.timeout(20_000) });
}

/** Presses a control of a page; `place` is "" for the first one. */
export function press(url: string, place: string, action: string, fields: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}${place === "" ? "" : `/${place}`}`, {
    method: "POST",
    body: new URLSearchParams({ do: action, ...fields }),
    redirect: "manual",
    signal: AbortSignal.timeout(20_000),
  });
}

/** Goes through a session and back. @returns the token that the customer comes back with */
export async function finish(url: string, how: "confirm" | "keep" = "confirm", reasonKey = "too_expensive"): Promise<string> {
  await visit(url);
  await press(url, "", "cancel", { reasonKey });
  await press(url, "confirm", how);
  const back = await press(url, "receipt", "return");
  const token = back.headers.get("location")?.split("#ci_result_token=")[1];
  if (token === undefined) throw new Error(`The way back is ${back.status} ${back.headers.get("location")}, without a token.`);
  return token;
}
