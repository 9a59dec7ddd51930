import { asUnavailable, pool } from "#lib/platform/db.ts";

const PAGE = 200;

export interface ListedAccount {
  /** UUID. */
  workspaceId: string;
  customerId: string | null;
}

/** Every workspace whose access billing decides, a page at a time. @throws DomainError unavailable */
export async function* listAccounts(): AsyncGenerator<ListedAccount[]> {
  let after: string | null = null;
  for (;;) {
    const page: ListedAccount[] = await readPage(after);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.workspaceId ?? null;
  }
}

async function readPage(after: string | null): Promise<ListedAccount[]> {
  try {
    const { rows } = await pool().query<ListedAccount>(`select workspace_id as "workspaceId", customer_id as "customerId" from list_billing_accounts($1, $2)`, [
      after,
      PAGE,
    ]);
    return rows;
  } catch (error) {
    throw asUnavailable(error);
  }
}
