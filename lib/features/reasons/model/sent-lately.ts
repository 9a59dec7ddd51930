import { RECENT_DAYS, type UsedReason } from "./reason-usage.ts";

/** Whether calls came with the reason's key lately, in any environment. */
export function isSentLately({ sentLately }: UsedReason): boolean {
  return sentLately.prod + sentLately.sandbox > 0;
}

/** "142 cancellations in prod and 3 in sandbox came with this key by the API in the last 30 days"; one environment where the other has none. */
export function sentLatelyText({ sentLately: { prod, sandbox } }: UsedReason): string {
  const first = prod > 0 ? prod : sandbox;
  const counted = (count: number, environment: string) => `${count.toLocaleString("en")} in ${environment}`;
  const parts = [prod > 0 && counted(prod, "prod"), sandbox > 0 && counted(sandbox, "sandbox")].filter((part) => part !== false);
  const [one = "", ...more] = parts;
  const named = one.replace(" in ", first === 1 ? " cancellation in " : " cancellations in ");
  return `${[named, ...more].join(" and ")} came with this key by the API in the last ${RECENT_DAYS} days`;
}
