import type { Metadata } from "next";
import { EnvironmentSecrets } from "#components/signing-secrets/environment-secrets.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { listSigningSecrets } from "#lib/features/signing-secrets/list.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { requireReader } from "#lib/http/session.ts";
import { retireSigningSecretAction, revealSigningSecretAction, rotateSigningSecretAction } from "./actions.ts";

export const metadata: Metadata = { title: "Signing Secrets" };

interface Props {
  params: Promise<{ workspace: string }>;
}

export default async function SigningSecretsPage({ params }: Props) {
  const { workspace: slug } = await params;
  const { ctx } = await requireReader(slug, `/dashboard/${slug}/settings/signing-secrets`, "signing_secrets.read");
  const [secrets, { timeZone }] = await Promise.all([listSigningSecrets({ ctx }), workspaceProfile({ ctx })]);
  const actions = {
    reveal: revealSigningSecretAction.bind(null, slug),
    rotate: rotateSigningSecretAction.bind(null, slug),
    retire: retireSigningSecretAction.bind(null, slug),
  };
  return (
    <>
      <PageHead
        title="Signing Secrets"
        description="Your server verifies with them that a result token, which a customer brings back from the hosted flow, was signed here."
      />
      {(["prod", "sandbox"] as const).map((environment) => (
        <EnvironmentSecrets
          key={environment}
          environment={environment}
          secrets={secrets.filter((secret) => secret.environment === environment)}
          timeZone={timeZone}
          actions={actions}
        />
      ))}
      <p className="max-w-prose text-13 text-muted">
        A Signing Secret belongs on your server alone: whoever has it can make results that look like ours. Showing one is written to the audit log. Webhooks
        have secrets of their own.
      </p>
    </>
  );
}
