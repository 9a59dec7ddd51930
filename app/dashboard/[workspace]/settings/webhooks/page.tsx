import type { Metadata } from "next";
import { EndpointList } from "#components/webhooks/endpoint-list.tsx";
import { listEndpoints } from "#lib/features/webhooks/list-endpoints.ts";
import { webhookEvents, webhookEventTexts } from "#lib/features/webhooks/model/event.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { requireReader } from "#lib/http/session.ts";
import { createEndpointAction, deleteEndpointAction, sendTestEventAction, updateEndpointAction } from "./actions.ts";

export const metadata: Metadata = { title: "Webhooks" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WebhooksPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const environment = (await searchParams).env === "sandbox" ? "sandbox" : "prod";
  const { ctx } = await requireReader(slug, `/dashboard/${slug}/settings/webhooks`, "webhooks.read");
  const [endpoints, { timeZone }] = await Promise.all([listEndpoints({ ctx, input: { environment } }), workspaceProfile({ ctx })]);
  return (
    <EndpointList
      endpoints={endpoints}
      environment={environment}
      events={webhookEvents.map((event) => ({ event, text: webhookEventTexts[event] }))}
      timeZone={timeZone}
      actions={{
        create: createEndpointAction.bind(null, slug),
        update: updateEndpointAction.bind(null, slug),
        remove: deleteEndpointAction.bind(null, slug),
        test: sendTestEventAction.bind(null, slug),
      }}
    />
  );
}
