import { env } from "#lib/platform/env.ts";

/** Where integrators reach the API, e.g. "https://api.example.com"; from the settings, never from a request. */
export function apiUrl(): string {
  return env().API_URL;
}
