import { notSimulated } from "../http/errors.ts";
import { endpoint } from "../http/router.ts";
import { ignored } from "../http/unsimulated.ts";

/** docs.stripe.com/search: said not to be simulated, so that nobody takes `search` for an id. */
export const searchEndpoints = ["charges", "customers", "invoices", "payment_intents", "prices", "products", "subscriptions"].map((resource) =>
  endpoint("GET", `/v1/${resource}/search`, { query: ignored(), limit: ignored(), page: ignored() }, () => {
    throw notSimulated(`search (/v1/${resource}/search); its lists filter`);
  }),
);
