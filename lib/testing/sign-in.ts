import { baseUrl } from "#lib/testing/api-client.ts";

/** Signs in over HTTP, as the form does. @returns the `cookie` header of the session @throws when the server says no */
export async function signInOverHttp(email: string, password: string, url: string = baseUrl()): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const cookie = asked.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const body = new URLSearchParams({ csrfToken, email, password });
  const answer = await fetch(`${url}/api/auth/callback/credentials`, { method: "POST", redirect: "manual", headers: { cookie }, body });
  const session = answer.headers.getSetCookie().find((line) => /^[\w-]*retentbase-session=./.test(line));
  if (session === undefined) throw new Error(`${email} was not signed in: ${answer.status} ${answer.headers.get("location")}`);
  return session.split(";")[0] as string;
}
