/** What an answer's body may hold, flat over all answers of the API; a test reads what its call should have. */
export interface AnswerBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors: { path: string; code: string; message: string }[];
  id: string;
  eventId: string;
  environment: "prod" | "sandbox";
  source: string;
  userId: string | null;
  reasonKey: string | null;
  reasonText: string | null;
  outcome: string;
  outcomeEffectiveAt: string | null;
  offer: { type: string; accepted: boolean; label: string | null };
  context: { plan: string | null; mrr: number | null; tenureDays: number | null };
  metadata: Record<string, string | number | boolean | null> | null;
  occurredAt: string;
  receivedAt: string;
  updatedAt: string;
  replayed: boolean;
  payloadMatch: boolean;
  differingFields: string[];
  history: {
    outcome: string;
    effectiveAt: string;
    receivedAt: string;
    actor: { type: string; id: string | null; name: string | null };
    metadata: Record<string, unknown> | null;
    current: boolean;
  }[];
  data: AnswerBody[];
  nextCursor: string | null;
}

export interface ApiAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; {} where there is none. */
  body: AnswerBody;
}

interface Extra {
  headers?: Record<string, string>;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
}

export interface ApiClient {
  /** `path` is below /api/v1. */
  call(method: string, path: string, extra?: Extra): Promise<ApiAnswer>;
  post(body: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  patch(eventId: string, body: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  get(eventId: string, environment?: "prod" | "sandbox"): Promise<ApiAnswer>;
  list(query?: Record<string, string>): Promise<ApiAnswer>;
}

/** The server under test, as the test runner started it. (Not BASE_URL: vitest overwrites that one.) */
export function baseUrl(): string {
  const url = process.env.TEST_SERVER_URL;
  if (!url) throw new Error("TEST_SERVER_URL is not set: run these tests through npm test, or name a running server in it.");
  return url;
}

/** Calls the public API with a key; null sends none. */
export function apiClient(apiKey: string | null, url: string = baseUrl()): ApiClient {
  async function call(method: string, path: string, { headers = {}, body }: Extra = {}): Promise<ApiAnswer> {
    const sent: Record<string, string> = { ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }), ...headers };
    if (body !== undefined && !("content-type" in sent)) sent["content-type"] = "application/json";
    const payload = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(`${url}/api/v1${path}`, { method, headers: sent, body: payload, redirect: "manual", signal: AbortSignal.timeout(20_000) });
    const text = await response.text();
    const isJson = text !== "" && (response.headers.get("content-type") ?? "").includes("json");
    return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as AnswerBody };
  }
  return {
    call,
    post: (body, headers) => call("POST", "/cancellations", { body, headers }),
    patch: (eventId, body, headers) => call("PATCH", `/cancellations/${encodeURIComponent(eventId)}`, { body, headers }),
    get: (eventId, environment) =>
      call("GET", `/cancellations/${encodeURIComponent(eventId)}${environment === undefined ? "" : `?environment=${environment}`}`),
    list: (query = {}) => call("GET", `/cancellations?${new URLSearchParams(query)}`),
  };
}
