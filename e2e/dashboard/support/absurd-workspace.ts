import { apiClient } from "#lib/testing/api-client.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { storeSessions } from "#lib/testing/stored-sessions.ts";

const long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".repeat(4);
const rightToLeft = "الإلغاء بسبب السعر المرتفع جدا";

/** Fills a workspace with what a careless or odd customer would: long words, forty reasons, none and a billion of money, right-to-left text. */
export async function makeAbsurd(slug: string, apiKey: string, baseURL: string): Promise<void> {
  // Forty commands would take half a minute.
  await ownerQuery(
    `insert into reasons (workspace_id, key, label, position, created_at, updated_at)
     select w.id, 'reason_' || i, ($2::text[])[1 + i % 4], 100 + i, now(), now() from workspaces w, generate_series(0, 39) i where w.slug = $1`,
    [slug, [long.slice(0, 255), rightToLeft, "Reason", "<script>alert(1)</script>"]],
  );
  await storeSessions(slug, {
    count: 40,
    userIds: [long.slice(0, 255), rightToLeft, "=cmd|' /C calc'!A0", "u"],
    text: long.repeat(10),
    label: long.slice(0, 255),
  });
  const api = apiClient(apiKey, baseURL);
  const amounts = [0, 1e9, 0.01, 123_456.789, undefined];
  for (const environment of ["prod", "sandbox"] as const) {
    for (let i = 0; i < 40; i++) {
      const answer = await api.post({
        environment,
        eventId: i % 2 === 0 ? `${"e".repeat(250)}${i}` : `evt ${rightToLeft} ${i}`,
        userId: [long.slice(0, 255), rightToLeft, "=cmd|' /C calc'!A0", undefined][i % 4],
        reasonKey: `reason_${i}`,
        outcome: (["churned", "recovered", "abandoned", undefined] as const)[i % 4],
        offer: { type: "discount", accepted: i % 3 === 0, label: long.slice(0, 255) },
        reasonText: long.repeat(10),
        context: { plan: [long.slice(0, 255), rightToLeft][i % 2], mrr: amounts[i % 5], tenureDays: [0, 36_500][i % 2] },
        metadata: { [long.slice(0, 200)]: long, "<b>": "<img src=x onerror=alert(1)>" },
      });
      if (answer.status !== 201) throw new Error(`The absurd event ${i} was refused: ${JSON.stringify(answer.body)}`);
    }
  }
}
