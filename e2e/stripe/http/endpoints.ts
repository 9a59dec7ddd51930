import { accountEndpoints } from "../resources/account.ts";
import { checkoutEndpoints } from "../resources/checkout-sessions.ts";
import { customerEndpoints } from "../resources/customers.ts";
import { eventEndpoints } from "../resources/events.ts";
import { invoicePreviewEndpoints } from "../resources/invoice-preview.ts";
import { invoiceUpcomingEndpoints } from "../resources/invoice-upcoming.ts";
import { invoiceEndpoints } from "../resources/invoices.ts";
import { paymentMethodEndpoints } from "../resources/payment-methods.ts";
import { paymentEndpoints } from "../resources/payments.ts";
import { portalConfigurationEndpoints } from "../resources/portal-configurations.ts";
import { portalSessionEndpoints } from "../resources/portal-sessions.ts";
import { priceEndpoints } from "../resources/prices.ts";
import { productEndpoints } from "../resources/products.ts";
import { searchEndpoints } from "../resources/search.ts";
import { subscriptionCreateEndpoints } from "../resources/subscription-create.ts";
import { subscriptionItemEndpoints } from "../resources/subscription-items.ts";
import { subscriptionResumeEndpoints } from "../resources/subscription-resume.ts";
import { subscriptionUpdateEndpoints } from "../resources/subscription-update.ts";
import { subscriptionReadEndpoints } from "../resources/subscriptions.ts";
import { testClockEndpoints } from "../resources/test-clocks.ts";
import { webhookEndpointEndpoints } from "../resources/webhook-endpoints.ts";
import type { Endpoint } from "./router.ts";

/** Every endpoint of the API that is simulated. The first that fits answers. */
export const ENDPOINTS: Endpoint[] = [
  ...searchEndpoints,
  ...accountEndpoints,
  ...customerEndpoints,
  ...checkoutEndpoints,
  ...eventEndpoints,
  ...invoicePreviewEndpoints,
  ...invoiceUpcomingEndpoints,
  ...invoiceEndpoints,
  ...paymentEndpoints,
  ...paymentMethodEndpoints,
  ...portalConfigurationEndpoints,
  ...portalSessionEndpoints,
  ...priceEndpoints,
  ...productEndpoints,
  ...subscriptionCreateEndpoints,
  ...subscriptionItemEndpoints,
  ...subscriptionResumeEndpoints,
  ...subscriptionUpdateEndpoints,
  ...subscriptionReadEndpoints,
  ...testClockEndpoints,
  ...webhookEndpointEndpoints,
];
