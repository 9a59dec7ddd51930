import { describe, expect, test } from "vitest";
import { everyScreen, hostedView } from "#lib/testing/hosted-views.ts";
import { faultsOfPage } from "./invariants.ts";
import { renderPage } from "./render.ts";

/** Pages broken on purpose: each invariant finds what it is there for. */

const BROKEN: [screen: string, what: string, from: string | RegExp, to: string, fault: string][] = [
  [
    "offer, percent",
    "cancel smaller than keep",
    '<button class="b" name="do" value="cancel">',
    '<button class="link" name="do" value="cancel">',
    "do not look alike",
  ],
  ["confirm", "keep filled", '<button class="b" name="do" value="keep">', '<button class="b go" name="do" value="keep">', "do not look alike"],
  ["offer, percent", "no way to cancel", /<button class="b" name="do" value="cancel">.*?<\/button>/, "", "0 controls for cancel"],
  ["reason", "no way to keep", /<button class="b" name="do" value="keep">.*?<\/button>/, "", "0 controls for keep"],
  ["reason", "a reason chosen beforehand", 'value="reason_0"', 'value="reason_0" checked', "reasonKey is chosen beforehand"],
  ["reason", "a reason that is demanded", 'value="reason_0"', 'value="reason_0" required', "keeps a customer from going on"],
  [
    "offer, percent",
    "an offer accepted beforehand",
    '<div class="acts">',
    '<div class="acts"><label>Yes<input type="checkbox" name="accept" value="1" checked></label>',
    "something to fill in",
  ],
  ["reason", "a script", "</main>", "<script>alert(1)</script></main>", "<script> has no place"],
  ["reason", "an event", "<main>", '<main onclick="x">', "<main> may not have onclick"],
  ["reason", "a style attribute", "<main>", '<main style="color:red">', "<main> may not have style"],
  ["reason", "a picture from elsewhere", "</main>", '<img src="https://evil.example/x.png" alt="x"></main>', "leads to https://evil.example"],
  ["reason", "a link to elsewhere", "</main>", '<a href="//evil.example">x</a></main>', "leads to //evil.example"],
  ["reason", "a form to elsewhere", 'action="/s/', 'action="https://evil.example/s/', "posted elsewhere"],
  ["reason", "a value that broke out", "</main>", "<b onmouseover=alert(1)></main>", "is not a page of ours"],
  ["reason", "a bare ampersand", "</main>", "a & b</main>", "is not a page of ours"],
  ["reason", "another style", "</style>", "p{display:none}</style>", "not those that are allowed by hash"],
  ["reason", "no language", '<html lang="en"', "<html", "lang is not"],
  ["reason", "the other direction", 'dir="ltr"', 'dir="rtl"', "dir is not"],
  ["reason", "two headings", "</main>", "<h1>Two</h1></main>", "not exactly one heading"],
  ["reason", "no focus", " autofocus", "", "the focus is not"],
  ["reason", "zoom forbidden", "initial-scale=1", "initial-scale=1,maximum-scale=1", "cannot be zoomed"],
  ["reason", "told to others", 'content="no-referrer"', 'content="origin"', "where the customer came from"],
  ["confirm, statutory", "a field without a label", /<label class="q" for="f-email">/, '<label class="q" for="f-other">', "email has no label"],
  ["confirm, statutory", "a group without a legend", /<legend>[^<]*<\/legend>/, "", "no group with a legend"],
  ["confirm, statutory, faulty", "a description that is nowhere", ' id="f-email-fault"', "", "is nowhere"],
  ["confirm, statutory, faulty", "a link that is nowhere", 'href="#f-email"', 'href="#f-none"', "a link to #f-none"],
];

describe("a broken page is found out", () => {
  test.each(BROKEN)("%s: %s", (name, _, from, to, fault) => {
    const screen = everyScreen("en")[name];
    if (!screen) throw new Error(`no screen ${name}`);
    const view = hostedView("en", screen);
    const page = renderPage(view);
    expect(faultsOfPage(page, view)).toEqual([]);
    const html = page.html.replace(from, to);
    expect(html).not.toBe(page.html);
    expect(faultsOfPage({ ...page, html }, view).join("\n")).toContain(fault);
  });
});

test("what ends and what keeps must stand together", () => {
  const screen = everyScreen("en").confirm;
  if (!screen) throw new Error("no such screen");
  const view = hostedView("en", screen);
  const page = renderPage(view);
  const html = page.html.replace('<button class="b" name="do" value="keep">', '</div><div class="acts"><button class="b" name="do" value="keep">');
  expect(faultsOfPage({ ...page, html }, view)).toEqual(["what ends and what keeps do not stand together"]);
});
