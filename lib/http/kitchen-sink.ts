import { env } from "#lib/platform/env.ts";

/** Whether /kitchen-sink is there: in development, and where KITCHEN_SINK=1 asks for it. */
export function hasKitchenSink(): boolean {
  return env().KITCHEN_SINK || env().NODE_ENV === "development";
}
