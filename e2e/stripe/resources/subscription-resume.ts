import type Stripe from "stripe";
import { collect } from "../billing/collect.ts";
import { resumptionInvoice } from "../billing/due.ts";
import { restartPeriod } from "../billing/renew.ts";
import { invalidRequest } from "../http/errors.ts";
import { documented, oneOf, timestamp, withDefault } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { only } from "../http/unsimulated.ts";
import { change } from "../webhooks/emit.ts";
import { anchorMove, prorationBehavior } from "./subscription-create.ts";
import { subscriptionNamed } from "./subscriptions.ts";

/**
 * docs.stripe.com/api/subscriptions/resume: makes and finalizes an invoice for a period that begins now. The subscription stays paused
 * until that invoice is paid or marked uncollectible. With `resume_on_payment_attempt` nobody tries to pay here, and a later try that
 * fails leaves it past due; with `resume_on_payment_success` it is tried now and again.
 */
export const subscriptionResumeEndpoints = [
  endpoint(
    "POST",
    "/v1/subscriptions/:id/resume",
    documented<Stripe.SubscriptionResumeParams>()({
      billing_cycle_anchor: only(anchorMove, (move) => move === "now"),
      payment_behavior: withDefault(oneOf(["resume_on_payment_attempt", "resume_on_payment_success"]), "resume_on_payment_attempt"),
      proration_behavior: prorationBehavior,
      proration_date: timestamp(),
    }),
    ({ world, params, id }) => {
      const subscription = subscriptionNamed(world, id);
      if (subscription.status !== "paused")
        throw invalidRequest(`You can only resume subscriptions that are \`paused\`. This subscription is \`${subscription.status}\`.`);
      if (resumptionInvoice(world, subscription)?.status === "open")
        throw invalidRequest("This subscription is being resumed already. Pay its open invoice, or void it.");
      const pays = params.payment_behavior === "resume_on_payment_success";
      const notes = world.notes.get(id) ?? { trialEndAnnounced: true, upcomingSentFor: 0 };
      let invoice: Stripe.Invoice | null = null;
      change(world, "customer.subscription.updated", subscription, () => {
        invoice = restartPeriod(world, subscription, { charge: pays, reason: "subscription_cycle" });
        world.notes.set(id, { ...notes, resumption: { invoice: invoice.id, retried: pays } });
      });
      if (invoice !== null) collect(world, invoice, { charge: pays });
      return subscription;
    },
  ),
];
