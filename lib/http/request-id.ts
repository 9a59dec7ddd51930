import { randomBytes } from "node:crypto";

const processPart = randomBytes(9).toString("base64url").replaceAll(/[-_]/g, "0");
let counter = 0;

/** A request id: unique per process start and request; never taken from the caller, so that logs can be trusted. */
export function newRequestId(): string {
  counter++;
  return `req_${processPart}${counter.toString(36).padStart(6, "0")}`;
}
