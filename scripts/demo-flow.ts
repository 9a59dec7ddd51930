import { DAY_MS, fixedClock } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { addReturnOrigin } from "#lib/features/flows/add-return-origin.ts";
import { getFlow } from "#lib/features/flows/get-flow.ts";
import type { FlowConfigInput } from "#lib/features/flows/model/flow-config.ts";
import { publishFlow } from "#lib/features/flows/publish-flow.ts";
import { saveDraft } from "#lib/features/flows/save-draft.ts";
import { setDefaultReturnUrl } from "#lib/features/flows/set-default-return-url.ts";
import { ensureDemoSessions } from "#scripts/demo-sessions.ts";

type Offer = NonNullable<FlowConfigInput["offers"]>[number];

const lower = {
  id: "lower_price",
  type: "discount" as const,
  label: "A lower price for three months",
  labels: { de: "Drei Monate günstiger", fr: "Trois mois à prix réduit" },
  terms: "The discount begins with your next invoice and ends by itself. You can still cancel at any time.",
  termsByLocale: {
    de: "Der Nachlass beginnt mit Ihrer nächsten Rechnung und endet von selbst. Kündigen können Sie weiterhin jederzeit.",
    fr: "La remise commence avec votre prochaine facture et s’arrête d’elle-même. Vous pouvez toujours résilier à tout moment.",
  },
  reasons: ["too_expensive"],
} satisfies Partial<Offer>;

const pause = {
  id: "break",
  type: "pause" as const,
  label: "Take a break",
  labels: { de: "Eine Pause", fr: "Une pause" },
  terms: "Nothing is charged during the pause, and your data stays. Afterwards your subscription goes on by itself.",
  termsByLocale: {
    de: "Während der Pause wird nichts berechnet, und Ihre Daten bleiben. Danach läuft Ihr Abonnement von selbst weiter.",
    fr: "Rien n’est facturé pendant la pause et vos données restent. Ensuite, votre abonnement reprend de lui-même.",
  },
  reasons: ["not_using"],
  months: 2,
} satisfies Offer;

const first: FlowConfigInput = {
  languages: ["en", "de", "fr"],
  markets: ["US", "GB", "DE", "FR"],
  customerTypes: ["b2b", "b2c"],
  withdrawalRight: true,
  offers: [{ ...lower, value: { kind: "percent", percent: 15 } }],
};

const second: FlowConfigInput = {
  ...first,
  branding: { productName: "Cloud", supportUrl: "https://example.com/help" },
  copy: {
    en: { loss: "Your dashboards and the reports that go out each Monday.", staysPossible: "You can export all data for 30 days, and come back at any time." },
    de: {
      loss: "Ihre Dashboards und die Berichte an jedem Montag.",
      staysPossible: "Sie können alle Daten 30 Tage lang exportieren und jederzeit zurückkommen.",
    },
    fr: {
      loss: "Vos tableaux de bord et les rapports du lundi.",
      staysPossible: "Vous pouvez exporter vos données pendant 30 jours et revenir quand vous voulez.",
    },
  },
  offers: [
    {
      ...lower,
      id: "loyal",
      label: "A thank-you for two years",
      labels: {},
      termsByLocale: {},
      value: { kind: "percent", percent: 30 },
      months: 6,
      conditions: { tenureDaysFrom: 730 },
    },
    { ...lower, value: { kind: "percent", percent: 20 } },
    pause,
  ],
};

/** Days ago. */
const FIRST = 61;
const SECOND = 18;

/**
 * What a demo workspace's flow looks like: two versions, a draft that goes on from there, and the sessions of both. Takes up what an
 * interrupted start left, and does nothing to a flow that its owner went on with.
 * @param returnUrl where its sessions lead back to when their link does not say
 * @param site the business that the seeded customers belong to
 * @param seed whom they are
 */
export async function ensureDemoFlow(ctx: WorkspaceContext, { returnUrl, site, seed }: { returnUrl: string; site: string; seed: number }): Promise<void> {
  const daysAgo = (days: number): WorkspaceContext => ({ ...ctx, clock: fixedClock(ctx.clock.now() - days * DAY_MS) });
  const standing = async () => {
    const { revision, published } = await getFlow({ ctx });
    return `${revision}/${published?.version ?? 0}`;
  };
  if ((await standing()) === "0/0") {
    for (const origin of new Set([site, new URL(returnUrl).origin])) await addReturnOrigin({ ctx, input: { origin } });
    await setDefaultReturnUrl({ ctx, input: { url: returnUrl } });
    await saveDraft({ ctx: daysAgo(FIRST), input: { revision: 0, config: first } });
  }
  if ((await standing()) === "1/0") {
    await publishFlow({ ctx: daysAgo(FIRST), input: { revision: 1, note: "A first offer, for those who find it too expensive" } });
  }
  if ((await standing()) === "1/1") {
    // A session runs on what is published when its link is made.
    await ensureDemoSessions(ctx, { environment: "prod", site, count: 13, from: 52, to: SECOND, seed, untilNow: false });
    await saveDraft({ ctx: daysAgo(SECOND), input: { revision: 1, config: second } });
  }
  if ((await standing()) === "2/1") {
    await publishFlow({ ctx: daysAgo(SECOND), input: { revision: 2, note: "A pause, more for loyal customers, our own words" } });
    await saveDraft({ ctx: daysAgo(2), input: { revision: 2, config: { ...second, linkLifeMinutes: 60 } } });
  }
  await ensureDemoSessions(ctx, { environment: "prod", site, count: 27, from: SECOND, to: 0, seed: seed + 1, untilNow: true });
}
