import { endpoint } from "../http/router.ts";
import { accountObject, balanceObject } from "../objects/account.ts";

/** docs.stripe.com/api/accounts/retrieve (one's own) and docs.stripe.com/api/balance/balance_retrieve. */
export const accountEndpoints = [endpoint("GET", "/v1/account", {}, accountObject), endpoint("GET", "/v1/balance", {}, balanceObject)];
