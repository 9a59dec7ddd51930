import { currentPeriod } from "../billing/due.ts";
import { isBeforeBasil } from "../http/api-version.ts";
import { unrecognized } from "../http/errors.ts";
import type { Branch } from "../http/form.ts";
import type { Endpoint } from "../http/router.ts";
import type { World } from "../state/world.ts";
import { invoicePreviewEndpoints } from "./invoice-preview.ts";

/**
 * `GET /v1/invoices/upcoming`, which was `POST /v1/invoices/create_preview` until 2025-03-31.basil took it away
 * (docs.stripe.com/changelog/basil/2025-03-31/invoice-preview-api-deprecations).
 */
export const invoiceUpcomingEndpoints: Endpoint[] = invoicePreviewEndpoints.map((preview) => ({
  method: "GET",
  pattern: /^\/v1\/invoices\/upcoming$/,
  run(call) {
    const { world, path } = call;
    if (!isBeforeBasil(world.apiVersion)) throw unrecognized("GET", path);
    return preview.run({ ...call, form: ofToday(world, call.form) });
  },
}));

/** `subscription_items` and the like stand in `subscription_details` today; without a subscription it is the customer's next. */
function ofToday(world: World, given: Branch): Branch {
  const form: Branch = {};
  const details: Branch = {};
  for (const [key, value] of Object.entries(given)) {
    if (key === "subscription_details") Object.assign(details, value);
    else if (key.startsWith("subscription_")) details[key.slice("subscription_".length)] = value;
    else form[key] = value;
  }
  if (Object.keys(details).length > 0) form.subscription_details = details;
  const next = typeof form.customer === "string" && form.subscription === undefined && details.items === undefined ? nextOf(world, form.customer) : undefined;
  if (next !== undefined) form.subscription = next;
  return form;
}

function nextOf(world: World, customer: string): string | undefined {
  const running = world.subscriptions.ofOwner(customer).filter(({ status }) => ["trialing", "active", "past_due"].includes(status));
  return running.sort((a, b) => currentPeriod(a).end - currentPeriod(b).end)[0]?.id;
}
