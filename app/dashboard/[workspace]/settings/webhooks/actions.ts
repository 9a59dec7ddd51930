"use server";

import { createEndpoint } from "#lib/features/webhooks/create-endpoint.ts";
import { deleteEndpoint } from "#lib/features/webhooks/delete-endpoint.ts";
import { listAttempts } from "#lib/features/webhooks/list-attempts.ts";
import { type ListAttemptsInput, listAttemptsInput } from "#lib/features/webhooks/model/delivery.ts";
import {
  type CreateEndpointInput,
  createEndpointInput,
  type EndpointIdInput,
  endpointIdInput,
  type UpdateEndpointInput,
  updateEndpointInput,
} from "#lib/features/webhooks/model/endpoint.ts";
import { sendTestEvent } from "#lib/features/webhooks/send-test-event.ts";
import { updateEndpoint } from "#lib/features/webhooks/update-endpoint.ts";
import { workspaceAction } from "#lib/http/action.ts";

export async function createEndpointAction(slug: string, input: CreateEndpointInput) {
  return workspaceAction({ workspace: slug, schema: createEndpointInput, input, shownOn: pageOf(slug) }, async (given) => {
    const { secret } = await createEndpoint(given);
    return { secret };
  });
}

export async function updateEndpointAction(slug: string, input: UpdateEndpointInput) {
  return workspaceAction({ workspace: slug, schema: updateEndpointInput, input, shownOn: pageOf(slug) }, async (given) => {
    const { secret } = await updateEndpoint(given);
    return { secret };
  });
}

export async function deleteEndpointAction(slug: string, input: EndpointIdInput) {
  return workspaceAction({ workspace: slug, schema: endpointIdInput, input, shownOn: pageOf(slug) }, deleteEndpoint);
}

export async function sendTestEventAction(slug: string, input: EndpointIdInput) {
  return workspaceAction({ workspace: slug, schema: endpointIdInput, input }, sendTestEvent);
}

export async function listAttemptsAction(slug: string, input: ListAttemptsInput) {
  return workspaceAction({ workspace: slug, schema: listAttemptsInput, input }, listAttempts);
}

function pageOf(slug: string): string {
  return `/dashboard/${slug}/settings/webhooks`;
}
