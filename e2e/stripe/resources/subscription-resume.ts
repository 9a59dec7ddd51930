import type Stripe from "stripe";
import { collect } from "../billing/collect.ts";
import { cardFor } from "../billing/payments.ts";
import { customerOfSubscription, restartPeriod } from "../billing/renew.ts";
import { noCard } from "../billing/update-subscription.ts";
import { invalidRequest } from "../http/errors.ts";
import { documented, oneOf, only, timestamp } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { change, emit } from "../webhooks/emit.ts";
import { anchorMove, prorationBehavior } from "./subscription-create.ts";
import { subscriptionNamed } from "./subscriptions.ts";

/** docs.stripe.com/api/subscriptions/resume: after a trial that ended without a card; the new period begins now and is paid now. */
export const subscriptionResumeEndpoints = [
  endpoint(
    "POST",
    "/v1/subscriptions/:id/resume",
    documented<Stripe.SubscriptionResumeParams>()({
      billing_cycle_anchor: only(anchorMove, (move) => move === "now"),
      payment_behavior: oneOf(["resume_on_payment_attempt", "resume_on_payment_success"]),
      proration_behavior: prorationBehavior,
      proration_date: timestamp(),
    }),
    ({ world, id }) => {
      const subscription = subscriptionNamed(world, id);
      if (subscription.status !== "paused")
        throw invalidRequest(`You can only resume subscriptions that are \`paused\`. This subscription is \`${subscription.status}\`.`);
      const customer = customerOfSubscription(world, subscription);
      if (cardFor(world, { default_payment_method: null }, subscription, customer) === null) throw noCard();
      const invoice = restartPeriod(world, subscription, { charge: true, reason: "subscription_cycle" });
      const outcome = collect(world, invoice, { charge: true });
      // "If the invoice isn't paid, the subscription stays paused" until it is.
      if (outcome?.kind !== "paid") return subscription;
      change(world, "customer.subscription.updated", subscription, () => (subscription.status = "active"));
      emit(world, "customer.subscription.resumed", subscription);
      return subscription;
    },
  ),
];
