/** How one attempt went. Status 0: no answer came. */
export interface PostResult {
  status: number;
  error: string | null;
  milliseconds: number;
}

/** Sends one delivery. A redirect is not followed and counts as a failure (docs.stripe.com/webhooks#errors). Never throws. */
export async function post(url: string, body: string, signature: string, timeoutMs: number): Promise<PostResult> {
  const start = performance.now();
  const result = (status: number, error: string | null): PostResult => ({ status, error, milliseconds: Math.round(performance.now() - start) });
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      redirect: "manual",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        "stripe-signature": signature,
        accept: "*/*; q=0.5, application/xml",
        "cache-control": "no-cache",
      },
      signal: AbortSignal.timeout(timeoutMs),
    });
    // A body left unread would keep the connection.
    await answer.arrayBuffer();
    return result(answer.status, answer.ok ? null : `HTTP ${answer.status}`);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return result(0, cause);
  }
}
