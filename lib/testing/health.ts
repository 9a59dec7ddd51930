import { type HealthReport, healthReport } from "#lib/features/health/model/report.ts";

interface LookedAt {
  status: number;
  headers: Headers;
  tookMs: number;
  report: HealthReport;
}

/** Asks a server how it is. @throws when the answer is not the report that its schema describes */
export async function lookAtHealth(url: string, token: string): Promise<LookedAt> {
  const from = performance.now();
  const answer = await fetch(`${url}/api/health?deep=1`, { headers: { authorization: `Bearer ${token}` } });
  const body: unknown = await answer.json();
  return { status: answer.status, headers: answer.headers, tookMs: performance.now() - from, report: healthReport.parse(body) };
}
