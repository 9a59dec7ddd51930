import { afterAll, describe, expect, it } from "vitest";
import { createCancelLink } from "#lib/features/cancel-sessions/create-link.ts";
import { findHostedSession } from "#lib/features/cancel-sessions/find-hosted.ts";
import { openSession } from "#lib/features/cancel-sessions/open.ts";
import { tryDraft } from "#lib/features/cancel-sessions/try-draft.ts";
import { addReturnOrigin } from "#lib/features/flows/add-return-origin.ts";
import { setDefaultReturnUrl } from "#lib/features/flows/set-default-return-url.ts";
import { closePools } from "#lib/platform/db.ts";
import { discountOffer, flowConfig } from "#lib/testing/flows.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

afterAll(closePools);

const sessionOf = async (url: string) => {
  const found = await findHostedSession(url.slice(url.lastIndexOf("/") + 1));
  if (found === null) throw new Error("no session");
  return found;
};

describe("tryDraft", () => {
  it("opens a draft that nobody saved, in sandbox, and leads back to the editor", async () => {
    const { ctx, slug } = await makeWorkspace();
    const link = await tryDraft({
      ctx,
      input: {
        config: flowConfig({ offers: [discountOffer] }),
        customer: { plan: "Pro", mrr: 49, tenureDays: 3, region: "GB", customerType: "b2b" },
        locale: "de",
      },
    });
    expect(link.environment).toBe("sandbox");
    const session = await openSession(await sessionOf(link.url));
    expect(session).toMatchObject({ plan: "Pro", mrr: 49, tenureDays: 3, region: "GB", locale: "de", isReturn: false });
    expect(session.config.offers[0]?.label).toBe("Stay for less");
    expect(new URL(session.returnUrl).pathname).toBe(`/dashboard/${slug}/flow`);
    // Each is somebody new.
    const again = await openSession(await sessionOf((await tryDraft({ ctx, input: { config: {} } })).url));
    expect(again.isReturn).toBe(false);
  });

  it("leads to the default return URL where there is one, and refuses a draft with faults", async () => {
    const { ctx } = await makeWorkspace();
    await addReturnOrigin({ ctx, input: { origin: "https://app.example.com" } });
    await setDefaultReturnUrl({ ctx, input: { url: "https://app.example.com/account" } });
    expect((await sessionOf((await tryDraft({ ctx, input: { config: {} } })).url)).returnUrl).toBe("https://app.example.com/account");
    await expect(tryDraft({ ctx, input: { config: { linkLifeMinutes: 1 } } })).rejects.toMatchObject({ errors: [{ path: "config.linkLifeMinutes" }] });
  });

  it("opens the editor as a way back for trials alone", async () => {
    const { ctx } = await makeWorkspace();
    const input = { userId: "u", environment: "sandbox", idempotencyKey: null, trialReturnUrl: "https://app.example.com" } as const;
    await expect(createCancelLink({ ctx, input })).rejects.toMatchObject({ code: "return_url_missing" });
  });
});
