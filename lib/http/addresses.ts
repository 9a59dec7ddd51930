import { env } from "#lib/platform/env.ts";
import { returnPath } from "./return-path.ts";

/** Where integrators reach the API, e.g. "https://api.example.com"; from the settings, never from a request. */
export function apiUrl(): string {
  return env().API_URL;
}

/** Where customers meet the hosted pages, e.g. "https://cancel.example.com". */
export function cancelUrl(): string {
  return env().CANCEL_URL;
}

/** Where a page's `?next=` leads, which anybody can have written: a page of ours, else the dashboard. */
export function nextPath(asked: string | string[] | undefined): string {
  return returnPath(typeof asked === "string" ? asked : "", env().APP_URL);
}
