/** Something that the API does wrong on purpose. */
export interface ApiFault {
  /** `slow`: answers after `ms`. `hang`: never answers. `refuse`: answers `status` and does nothing. `lose`: does it, and cuts the connection. */
  kind: "slow" | "hang" | "refuse" | "lose";
  ms?: number;
  status?: number;
  /** Hang only after it was done. */
  afterwards?: boolean;
  /** Part of "POST /v1/customers"; default: every call. */
  match?: string;
  /** For how many calls; default: until it is taken back. */
  times?: number;
}

const REFUSALS: Record<number, { type: string; message: string; code?: string }> = {
  409: {
    type: "invalid_request_error",
    code: "lock_timeout",
    message:
      "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request.",
  },
  429: {
    type: "invalid_request_error",
    code: "rate_limit",
    message: "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
  },
};
const OTHERWISE = { type: "api_error", message: "An error occurred with our connection to the local Stripe's nerves, as it was told to have." };

export class ApiFaults {
  #faults: (ApiFault & { left: number })[] = [];

  add(fault: ApiFault): void {
    this.#faults.push({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#faults = [];
  }

  next({ method, path }: { method: string; path: string }): ApiFault | null {
    const fault = this.#faults.find(({ match }) => match === undefined || `${method} ${path}`.includes(match));
    if (!fault) return null;
    fault.left--;
    if (fault.left <= 0) this.#faults = this.#faults.filter((one) => one !== fault);
    return fault;
  }

  /** docs.stripe.com/error-low-level#server-errors and docs.stripe.com/rate-limits. */
  refusal(fault: ApiFault): { status: number; headers: Record<string, string>; body: string } {
    const status = fault.status ?? 500;
    const error = REFUSALS[status] ?? OTHERWISE;
    return { status, headers: { "content-type": "application/json", "request-id": "req_refused" }, body: JSON.stringify({ error }, null, 2) };
  }
}
