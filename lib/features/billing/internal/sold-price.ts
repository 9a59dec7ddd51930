import type { Context } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import type { PlanChoice } from "../model/billing-view.ts";
import { askPrice } from "./ask-price.ts";
import { judgedPrices } from "./configured-prices.ts";

/** Id of the price that sells a plan in an interval. @throws DomainError validation_failed where it is not sold so */
export async function soldPrice({ ctx, choice }: { ctx: Context; choice: PlanChoice }): Promise<string> {
  const judged = await judgedPrices((id) => askPrice({ ctx, id }));
  const price = judged.find(({ plan, interval }) => plan === choice.plan && interval === choice.interval);
  if (price === undefined || price.fault !== null) throw invalidField("interval", "not_sold", `${choice.plan} is not sold by the ${choice.interval}`);
  return price.id;
}
