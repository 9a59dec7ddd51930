import type { Permission } from "./permissions.ts";

/** A page of a workspace's dashboard. */
export interface Page {
  /** Below /dashboard/<slug>; "" is the overview. */
  path: string;
  label: string;
  permission: Permission;
}

/** The rail, in the order of the owner's job; the second group stands apart. */
export const sections: readonly (readonly Page[])[] = [
  [
    { path: "", label: "Overview", permission: "workspace.read" },
    { path: "/cancellations", label: "Cancellations", permission: "workspace.read" },
    { path: "/sessions", label: "Sessions", permission: "workspace.read" },
    { path: "/reasons", label: "Reasons", permission: "workspace.read" },
    { path: "/flow", label: "Flow", permission: "flow.read" },
  ],
  [
    { path: "/docs", label: "Docs", permission: "workspace.read" },
    { path: "/billing", label: "Billing", permission: "billing.manage" },
    { path: "/settings", label: "Settings", permission: "workspace.read" },
  ],
];

/** The pages below Settings. */
export const settingsPages: readonly Page[] = [
  { path: "/settings", label: "General", permission: "workspace.read" },
  { path: "/settings/members", label: "Members", permission: "members.read" },
  { path: "/settings/api-keys", label: "API keys", permission: "api_keys.read" },
  { path: "/settings/signing-secrets", label: "Signing Secrets", permission: "signing_secrets.read" },
  { path: "/settings/webhooks", label: "Webhooks", permission: "webhooks.read" },
  { path: "/settings/audit-log", label: "Audit log", permission: "audit.read" },
];

/** The pages of Flow, in the order of the work; the first stands in the rail as well. */
export const flowPages: readonly Page[] = [
  { path: "/reasons", label: "Reasons", permission: "workspace.read" },
  { path: "/flow", label: "Offers", permission: "flow.read" },
  { path: "/flow/branding", label: "Branding", permission: "flow.read" },
  { path: "/flow/copy", label: "Copy", permission: "flow.read" },
  { path: "/flow/rules", label: "Rules and return", permission: "flow.read" },
  { path: "/flow/versions", label: "Versions", permission: "flow.read" },
];
