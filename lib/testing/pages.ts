import { globSync } from "node:fs";
import { dirname, relative } from "node:path";

/** A page to look at, in a workspace of the test's own. */
export interface PageVisit {
  /** The route as the files name it, e.g. "/dashboard/[workspace]/reasons". */
  route: string;
  path(slug: string): string;
  as: "visitor" | "member";
}

const visitor = (route: string, path = route): PageVisit => ({ route, path: () => path, as: "visitor" });
const member = (route: string, path = route): PageVisit => ({ route, path: (slug) => path.replace("[workspace]", slug), as: "member" });

/**
 * How each page is reached. Pages that lead elsewhere at once are left to their own tests.
 * A test fails when a page is missing here, or stands here and exists no more.
 */
export const pageVisits: readonly PageVisit[] = [
  visitor("/"),
  visitor("/docs"),
  visitor("/docs/errors"),
  visitor("/pricing"),
  visitor("/sign-in"),
  visitor("/sign-up"),
  visitor("/check-your-mail"),
  visitor("/reset"),
  visitor("/magic"),
  // With links that do not work: those that do are walked in accounts.spec.ts.
  visitor("/verify/[token]", "/verify/none"),
  visitor("/reset/[token]", "/reset/none"),
  visitor("/magic/[token]", "/magic/none"),
  visitor("/accept-invite/[token]", "/accept-invite/none"),
  member("/dashboard/new"),
  member("/dashboard/account"),
  member("/dashboard/[workspace]"),
  member("/dashboard/[workspace]/billing"),
  member("/dashboard/[workspace]/cancellations"),
  member("/dashboard/[workspace]/docs"),
  member("/dashboard/[workspace]/flow"),
  member("/dashboard/[workspace]/flow/branding"),
  member("/dashboard/[workspace]/flow/copy"),
  member("/dashboard/[workspace]/flow/rules"),
  member("/dashboard/[workspace]/flow/versions"),
  member("/dashboard/[workspace]/reasons"),
  member("/dashboard/[workspace]/sessions"),
  member("/dashboard/[workspace]/settings"),
  member("/dashboard/[workspace]/settings/api-keys"),
  member("/dashboard/[workspace]/settings/audit-log"),
  member("/dashboard/[workspace]/settings/members"),
  member("/dashboard/[workspace]/settings/signing-secrets"),
  member("/dashboard/[workspace]/settings/webhooks"),
];

/** Pages that only redirect. */
export const redirectingPages: readonly string[] = [
  "/dashboard",
  "/dashboard/billing",
  "/dashboard/cancellations",
  "/dashboard/docs",
  "/dashboard/flow",
  "/dashboard/sessions",
  "/dashboard/settings",
];

/** Pages that not every installation has; their own tests walk them. */
export const specialPages: readonly string[] = ["/kitchen-sink", "/operator", "/outbox"];

/** The routes of every page, from the files. */
export function pageRoutes(): string[] {
  return globSync("app/**/page.tsx")
    .map((file) => {
      const parts = relative("app", dirname(file))
        .split("/")
        .filter((part) => part !== "" && !part.startsWith("("));
      return `/${parts.join("/")}`;
    })
    .sort();
}
