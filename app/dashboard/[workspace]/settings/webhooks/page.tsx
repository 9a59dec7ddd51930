import type { Metadata } from "next";
import { pageHref } from "#components/shell/navigation.ts";
import { EndpointList } from "#components/webhooks/endpoint-list.tsx";
import { listEndpoints } from "#lib/features/webhooks/list-endpoints.ts";
import { webhookEvents, webhookEventTexts } from "#lib/features/webhooks/model/event.ts";
import { recentDeliveries } from "#lib/features/webhooks/recent-deliveries.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { requireReader } from "#lib/http/session.ts";
import { createEndpointAction, deleteEndpointAction, listAttemptsAction, sendTestEventAction, updateEndpointAction } from "./actions.ts";

export const metadata: Metadata = { title: "Webhooks" };

/** So many messages are shown of each endpoint. */
const EACH = 5;

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WebhooksPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const environment = (await searchParams).env === "sandbox" ? "sandbox" : "prod";
  const { ctx } = await requireReader(slug, `/dashboard/${slug}/settings/webhooks`, "webhooks.read");
  const [endpoints, activity, { timeZone }] = await Promise.all([
    listEndpoints({ ctx, input: { environment } }),
    recentDeliveries({ ctx, input: { environment, each: EACH } }),
    workspaceProfile({ ctx }),
  ]);
  return (
    <EndpointList
      endpoints={endpoints}
      environment={environment}
      docsHref={`${pageHref(slug, "/docs", environment === "sandbox")}#webhooks`}
      events={webhookEvents.map((event) => ({ event, text: webhookEventTexts[event] }))}
      activity={activity}
      timeZone={timeZone}
      actions={{
        create: createEndpointAction.bind(null, slug),
        update: updateEndpointAction.bind(null, slug),
        remove: deleteEndpointAction.bind(null, slug),
        test: sendTestEventAction.bind(null, slug),
        attempts: listAttemptsAction.bind(null, slug),
      }}
    />
  );
}
