import type { Metadata } from "next";
import { Locked } from "#components/billing/locked.tsx";
import { Guide } from "#components/docs/guide.tsx";
import { HostedGuide } from "#components/docs/hosted-guide.tsx";
import { WorkspaceValues } from "#components/docs/workspace-values.tsx";
import { pageHref } from "#components/shell/navigation.ts";
import { PageMain } from "#components/shell/page-main.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { may } from "#lib/core/permissions.ts";
import { wayToPlans } from "#lib/features/billing/way-to-plans.ts";
import { returnSettings } from "#lib/features/flows/return-settings.ts";
import { planHas, planTable } from "#lib/features/plans/model/plan-table.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { listSigningSecrets } from "#lib/features/signing-secrets/list.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { apiUrl, cancelUrl } from "#lib/http/addresses.ts";
import { operations } from "#lib/http/operations.ts";
import { referenceOf } from "#lib/http/reference.ts";
import { requireReader } from "#lib/http/session.ts";
import { verifierIn } from "#lib/http/snippets.ts";
import { webhookReference } from "#lib/http/webhook-reference.ts";
import { revealSigningSecretAction } from "../settings/signing-secrets/actions.ts";

export const metadata: Metadata = { title: "Docs" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function DocsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const { env, verify } = await searchParams;
  const environment = env === "sandbox" ? "sandbox" : "prod";
  const hrefOf = (path: string) => pageHref(slug, path, environment === "sandbox");
  const { ctx } = await requireReader(slug, hrefOf("/docs"));
  const [{ workspaceKey }, reasons, { origins, defaultReturnUrl }, secrets] = await Promise.all([
    workspaceProfile({ ctx }),
    listReasons({ ctx }),
    returnSettings({ ctx }),
    may(ctx, "signing_secrets.read") ? listSigningSecrets({ ctx }) : [],
  ]);
  const reasonKeys = reasons.filter(({ enabled, mergedInto }) => enabled && mergedInto === null).map(({ key }) => key);
  const lacking = (["custom_api", "session_diagnostics"] as const).filter((feature) => !planHas(ctx.workspace.plan, feature));
  const current = secrets.find((secret) => secret.environment === environment && secret.state === "live");
  return (
    <PageMain>
      <PageHead title="Docs" description="How your server sends customers or cancellations here, filled in with this workspace’s own values." />
      <Guide
        apiUrl={apiUrl()}
        environment={environment}
        endpoints={operations.map(referenceOf)}
        webhooks={webhookReference({ environment, workspaceKey })}
        webhookSettingsHref={may(ctx, "webhooks.read") ? hrefOf("/settings/webhooks") : null}
        reasonKey={reasonKeys[0] ?? "other"}
        locked={
          lacking.length > 0 && (
            <Locked features={lacking} slug={slug} way={wayToPlans({ ctx })}>
              On {planTable[ctx.workspace.plan].name} these calls answer 403; below is how they work.
            </Locked>
          )
        }
        hosted={
          <HostedGuide
            apiUrl={apiUrl()}
            cancelUrl={cancelUrl()}
            environment={environment}
            workspaceKey={workspaceKey}
            returnUrl={defaultReturnUrl ?? (origins[0] === undefined ? null : `${origins[0]}/`)}
            verifier={verifierIn(verify)}
            hrefOf={(language) => `/dashboard/${slug}/docs?${new URLSearchParams({ ...(env === "sandbox" && { env }), verify: language })}#verify`}
            sessionsHref={hrefOf("/sessions")}
          />
        }
        workspace={
          <WorkspaceValues
            workspaceKey={workspaceKey}
            environment={environment}
            reasonKeys={reasonKeys}
            signingSecret={current === undefined ? null : { kid: current.kid, reveal: revealSigningSecretAction.bind(null, slug) }}
            isDemo={ctx.workspace.isDemo}
            links={{ apiKeys: may(ctx, "api_keys.manage") ? hrefOf("/settings/api-keys") : null, reasons: hrefOf("/reasons") }}
          />
        }
      />
    </PageMain>
  );
}
