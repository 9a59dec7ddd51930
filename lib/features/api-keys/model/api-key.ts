/** What an API key opened: the tenant and what it may do there. */
export interface Principal {
  workspaceId: string;
  slug: string;
  plan: "core" | "advanced";
  access: "trialing" | "active" | "past_due" | "read_only";
  isDemo: boolean;
  apiKeyId: string;
  apiKeyName: string;
  environments: "any" | "sandbox";
}
