import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html, Raw, safeAddress, trusted } from "./html.ts";
import { elementsOf, parsePage, textOf } from "./parse-page.ts";

const page = (body: Raw) => parsePage(`<!doctype html>${body.text}`);

describe("html", () => {
  test("text from outside stays text, in text and in attributes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const root = page(html`<p class="${value}">${value}</p>`);
        const [paragraph, ...more] = elementsOf(root);
        const shown = value.replaceAll("\0", "\ufffd");
        expect(more).toEqual([]);
        expect(paragraph?.attributes.get("class")).toBe(shown);
        expect(paragraph && textOf(paragraph)).toBe(shown);
      }),
      { numRuns: 500 },
    );
  });

  test.each(["</p><script>alert(1)</script>", '" onclick="x', "' style='x", "<!--", "&lt;b&gt;", "]]>", "</style><b>"])("%s", (value) => {
    expect(elementsOf(page(html`<p class="${value}">${[value, [value]]}</p>`))).toHaveLength(1);
  });

  test("nothing shows as nothing, numbers as they are, lists in a row", () => {
    expect(html`<b>${null}${undefined}${false}${0}${["a", null, html`<i>${1}</i>`]}</b>`.text).toBe("<b>0a<i>1</i></b>");
  });

  test("what only looks like trusted HTML is none", () => {
    const forged = JSON.parse('{"text":"<script>"}');
    expect(forged instanceof Raw).toBe(false);
    expect(() => html`${forged}`.text).toThrow();
    expect(html`${trusted("<i></i>")}`.text).toBe("<i></i>");
  });
});

describe("safeAddress", () => {
  test.each([
    "https://acme.example/a?b=c#d",
    "HTTPS://acme.example",
    "mailto:help@acme.example",
    "/s/abc",
    "?lang=de",
    "#f-email",
    "https://bücher.example/ä",
    "/",
  ])("%s", (address) => expect(safeAddress(address)).toBe(address));

  const refused = [
    ...[
      "javascript:alert(1)",
      "JavaScript:alert(1)",
      " javascript:alert(1)",
      "java\nscript:alert(1)",
      "\u0001javascript:alert(1)",
      "data:text/html,x",
      "vbscript:x",
    ],
    ...["http://acme.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "https:evil.example", "https:///evil.example"],
    ...["ftp://x", "blob:x", "", "acme.example", "https://a b", "https://a\u0085", "https://a\u2028b", "mailto:"],
  ];
  test.each(refused)("refuses %j", (address) => expect(safeAddress(address)).toBeNull());

  test("leads only to https, mail, or the same host", () => {
    const base = "https://cancel.example/s/abc";
    const parts = fc.constantFrom("h", "https:", "javascript:", "mailto:", "/", "\\", " ", "\t", "\n", ":", "@", "evil.example", "?", "#", "\u00a0", "%09");
    const addresses = fc.oneof(
      fc.string(),
      fc.array(parts, { maxLength: 8 }).map((some) => some.join("")),
    );
    fc.assert(
      fc.property(addresses, (address) => {
        if (safeAddress(address) === null || !URL.canParse(address, base)) return;
        const { protocol, host } = new URL(address, base);
        expect(["https:", "mailto:"]).toContain(protocol);
        if (!/^(https|mailto):/i.test(address)) expect(host).toBe("cancel.example");
      }),
      { numRuns: 5_000 },
    );
  });
});
