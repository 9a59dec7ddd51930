import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HostedLocale, hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import { everyDemands, everyScreen, hostedView } from "#lib/testing/hosted-views.ts";
import { forbiddenIn } from "./forbidden-words.ts";
import { faultsOfPage } from "./invariants.ts";
import { elementsOf, parsePage, skeletonOf, textOf } from "./parse-page.ts";
import { receiptLetter } from "./receipt-letter.ts";
import { renderPage } from "./render.ts";
import type { HostedView, Screen } from "./view.ts";

const MOST_BYTES = 14 * 1024;
const faults = (view: HostedView) => faultsOfPage(renderPage(view), view);

describe.each(hostedLocaleCodes)("%s", (locale) => {
  test.each(Object.entries(everyScreen(locale)))("%s", (_, screen) => {
    for (const demands of everyDemands) {
      for (const given of [{}, { isSandbox: true }]) {
        const view = hostedView(locale, screen, { demands, ...given });
        const page = renderPage(view);
        expect(faultsOfPage(page, view)).toEqual([]);
        expect(forbiddenIn(textOf(parsePage(page.html)), locale)).toEqual([]);
        expect(page.html).not.toMatch(/undefined|\[object|NaN/);
        expect(gzipSync(page.html, { level: 6 }).length).toBeLessThan(MOST_BYTES);
      }
    }
  });
});

const NASTY = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  "</textarea><button name=do value=keep>Keep</button>",
  "</title></style><h1>",
  "&lt;b&gt; &amp; &#60;",
  "{merchant} {date} %s",
  "$& $' $`",
  "\u202egnp.exe\u202c \u0000 \ufffe",
  "x".repeat(2_000),
  "",
  " \n ",
];
const nasty = fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...NASTY) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) });

/** The same view with every text that somebody else writes replaced. Keys, dates and codes too: a link may hold anything. */
function written(view: HostedView, next: () => string): HostedView {
  const kept = new Set(["kind", "what", "type", "locale", "statute", "action", "currency", "do"]);
  const walk = (value: unknown, name: string): unknown => {
    if (name === "languages" || name === "errors" || name === "demands" || (kept.has(name) && typeof value === "string")) return value;
    if (typeof value === "string") return next();
    if (Array.isArray(value)) return value.map((item) => walk(item, ""));
    if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)]));
    return value;
  };
  return walk(view, "") as HostedView;
}

const COPY = { reasonIntro: "Intro", loss: "Loss", staysPossible: "Stays", receiptNote: "Note" };

describe("hostile texts", () => {
  test.each(Object.entries(everyScreen("en")))("%s", (_, screen) => {
    const locales = fc.constantFrom<HostedLocale>("en", "de", "ja", "ar");
    fc.assert(
      fc.property(locales, fc.constantFrom(...everyDemands), fc.array(nasty, { minLength: 1, maxLength: 12 }), (locale, demands, texts) => {
        let at = 0;
        const plain = hostedView(locale, screen, { demands, copy: COPY });
        const view = written(plain, () => texts[at++ % texts.length] ?? "");
        const page = renderPage(view);
        // Nobody's text becomes an element or an attribute, and nothing but the known kinds of fault can come of it: words that are missing.
        const found = faultsOfPage(page, view).filter(
          (fault) => !/has no label|is chosen beforehand|^a button without words|^an image without|not exactly one heading$/.test(fault),
        );
        expect(found).toEqual([]);
        const tags = (html: string) => new Set(elementsOf(parsePage(html)).map(({ tag }) => tag));
        expect([...tags(page.html)].filter((tag) => tag === "script" || tag === "b" || tag === "iframe")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.each(Object.entries(everyScreen("en")))("%s: the page's build does not depend on what the texts are", (_, screen) => {
    const plain = hostedView("en", screen, { copy: COPY });
    const build = (text: string) => {
      const view = written(plain, () => text);
      // Addresses that lead nowhere take their links with them; they have a test of their own.
      const brand = { ...view.brand, logoUrl: null, supportUrl: null };
      const shown = view.screen.kind === "message" ? { ...view.screen, backUrl: null } : view.screen;
      return skeletonOf(parsePage(renderPage({ ...view, brand, screen: shown }).html));
    };
    const model = build("model");
    fc.assert(
      fc.property(
        nasty.filter((text) => text !== ""),
        (text) => {
          expect(build(text)).toBe(model);
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each(["javascript:alert(1)", "//evil.example", "http://acme.example", "data:text/html,x", " https://a"])("an address %j leads nowhere", (address) => {
    const { confirm, "message, expired": expired } = everyScreen("en") as Record<string, Screen>;
    if (!confirm || expired?.kind !== "message") throw new Error("no such screens");
    const brand = { name: "Acme", accent: "#0f766e", logoUrl: address, supportUrl: address };
    const pages = [hostedView("en", confirm, { brand }), hostedView("en", { ...expired, backUrl: address }, { brand })].map((view) => renderPage(view).html);
    for (const html of pages) expect(html).not.toContain(address);
  });

  const expiredAt = (backUrl: string, isSandbox: boolean) => {
    const view = hostedView("en", { kind: "message", what: "expired", backUrl }, { isSandbox });
    expect(faults(view)).toEqual([]);
    return renderPage(view).html;
  };

  test.each(["http://127.0.0.1:4000/account?a=1", "http://localhost/", "http://[::1]:4000"])(
    "in sandbox the way back may be %s, this machine's own",
    (address) => {
      expect(expiredAt(address, true)).toContain(`href="${address}"`);
      expect(expiredAt(address, false)).not.toContain(address);
    },
  );

  test.each(["http://acme.example", "http://localhost.acme.example/", "http://127.0.0.1@acme.example/", "http://127.0.0.1:1\\@acme.example"])(
    "in sandbox the way back is not %s",
    (address) => {
      expect(expiredAt(address, true)).not.toContain(address);
    },
  );

  test("an accent that is no colour cannot leave its block", () => {
    const { confirm } = everyScreen("en");
    if (!confirm) throw new Error("no such screen");
    const view = hostedView("en", confirm, { brand: { name: "Acme", accent: "red}</style><script>", logoUrl: null, supportUrl: null } });
    expect(faults(view)).toEqual([]);
  });
});

describe("what a page says", () => {
  const text = (locale: HostedLocale, name: string, given: Partial<HostedView> = {}) => {
    const screen = everyScreen(locale)[name];
    if (!screen) throw new Error(`no screen ${name}`);
    return textOf(parsePage(renderPage(hostedView(locale, screen, given)).html));
  };
  const [, atOnce, german, french] = everyDemands;

  test("when it ends and what is lost, before the customer decides", () => {
    expect(text("en", "reason")).toContain("If you cancel, it ends on 30 November 2026.");
    expect(text("en", "confirm, nothing known")).toContain("On the date in your agreement");
    expect(text("en", "confirm", { copy: { loss: "Your 12 dashboards end." } })).toContain("Your 12 dashboards end.");
    expect(text("en", "offer, percent", { demands: atOnce })).toContain("Cancel my subscription now");
    expect(text("en", "offer, percent", { demands: atOnce, copy: { loss: "Your 12 dashboards end." } })).toContain("Your 12 dashboards end.");
  });

  test("offers in figures of the language", () => {
    expect(text("en", "offer, percent")).toContain("20% off your next 3 monthly payments");
    expect(text("en", "offer, amount")).toContain("€10.50 off your next monthly payment");
    expect(text("en", "offer, amount for good")).toContain("$10 off each payment that follows");
    expect(text("pl", "offer, pause")).toContain("Przerwa na 2 miesiące");
    expect(text("ar", "offer, pause")).toContain("لمدة شهرين");
  });

  test("Germany: the statute's words and fields, and nothing beside them", () => {
    const said = text("de", "confirm, statutory", { demands: german, copy: { loss: "Alles geht verloren", staysPossible: "Bleiben" } });
    for (const word of ["Vertrag kündigen", "jetzt kündigen", "Ordentliche Kündigung", "Außerordentliche Kündigung", "nächstmöglichen", "Vertrag widerrufen"]) {
      expect(said).toContain(word);
    }
    expect(said).not.toContain("Alles geht verloren");
    expect(said).not.toContain("Bleiben");
  });

  test("France: the contract, the summary, the confirmation", () => {
    const said = text("fr", "confirm", { demands: french });
    for (const word of ["Résilier votre contrat", "Récapitulatif", "Confirmer la résiliation"]) expect(said).toContain(word);
  });

  test("a receipt says what was passed on, never that it is cancelled", () => {
    const said = text("en", "receipt, cancelled");
    expect(said).toContain("Your request to cancel was received and passed to Acme.");
    expect(said).toContain("22 November 2026 at 14:05 CET");
    expect(said).toContain("cxs_2ZRw8vHmPq4t7KcYfJ3nBd");
    expect(said).not.toMatch(/(is|was|has been) cancell?ed/i);
  });

  test("a statute's heading that names no contract has its name below", () => {
    expect(text("fr", "reason", { demands: french })).toMatch(/Acme Pro.*30 novembre 2026/);
  });

  test("what ends stands beside the control that acts at once, under its own name", () => {
    expect(text("en", "offer, percent", { demands: atOnce, copy: { loss: "Your 12 dashboards." } })).toContain("What endsYour 12 dashboards.");
  });

  test("the receipt of an accepted offer says what was promised", () => {
    expect(text("en", "receipt, offer accepted")).toContain("Stay for less\n20% off your next 3 monthly payments");
  });

  test.each(hostedLocaleCodes)("%s: the mail says of a receipt what its page says", (locale) => {
    for (const screen of Object.values(everyScreen(locale))) {
      if (screen.kind !== "receipt") continue;
      const page = elementsOf(parsePage(renderPage(hostedView(locale, screen)).html));
      const said = (tag: string) => page.filter((element) => element.tag === tag).map(textOf);
      const { facts } = receiptLetter({ template: "cancellation_receipt", locale, isSandbox: false, ...screen });
      expect(facts.map(([name]) => name)).toEqual(said("dt"));
      expect(facts.map(([, value]) => value)).toEqual(said("dd"));
      expect(facts.map(([, value]) => value)).toEqual(expect.arrayContaining([screen.customer, screen.reference]));
    }
  });

  test("what failed is sent again with all that was said, and nothing else is asked", () => {
    const screen = everyScreen("en")["message, failed, again"] as Screen;
    const all = elementsOf(parsePage(renderPage(hostedView("en", screen)).html));
    const fields = all.filter(({ tag }) => tag === "input").map(({ attributes }) => [attributes.get("type"), attributes.get("name"), attributes.get("value")]);
    expect(fields).toEqual([
      ["hidden", "reasonKey", "reason_1"],
      ["hidden", "reasonText", "It was good while it lasted."],
    ]);
    expect(all.filter(({ tag }) => tag === "button").map(({ attributes }) => attributes.get("value"))).toEqual(["survey"]);
  });

  test("a page for an unknown link names nobody", () => {
    const { html, status } = renderPage(hostedView("en", { kind: "message", what: "unknown", backUrl: null }));
    expect(status).toBe(404);
    expect(html).not.toContain("Acme");
    expect(html).not.toContain("<form");
  });

  test("a refused post is 422, its summary leads to the fields", () => {
    const screen = everyScreen("en")["confirm, statutory, faulty"];
    if (!screen) throw new Error("no such screen");
    const page = renderPage(hostedView("en", screen));
    expect(page.status).toBe(422);
    expect(page.html).toContain("<title>Error: ");
    expect(
      elementsOf(parsePage(page.html))
        .flatMap(({ attributes }) => attributes.get("href") ?? [])
        .filter((href) => href.startsWith("#")),
    ).toEqual(["#f-kind", "#f-cause", "#f-endsOn", "#f-email"]);
  });
});
