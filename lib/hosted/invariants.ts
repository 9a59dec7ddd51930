import { RULES_OF_ELEMENTS, URL_ATTRIBUTES } from "./page-grammar.ts";
import { elementsOf, type PageElement, parsePage, textOf } from "./parse-page.ts";
import type { RenderedPage } from "./render.ts";
import type { HostedView, Screen } from "./view.ts";
import { hostedActions } from "./view.ts";

/**
 * What holds for every hosted page, whatever a workspace configures or a merchant's link says. Read from the HTML that a browser
 * gets, not from what made it. Nothing listed: nothing found wrong.
 */
export function faultsOfPage(page: RenderedPage, view: HostedView): string[] {
  let root: PageElement;
  try {
    root = parsePage(page.html);
  } catch (error) {
    return [`is not a page of ours: ${error instanceof Error ? error.message : error}`];
  }
  const all = elementsOf(root);
  return [
    ...faultsOfElements(all),
    ...faultsOfAddresses(all, view),
    ...faultsOfHead(all, page, view),
    ...faultsOfFields(all),
    ...faultsOfControls(all, view.screen),
    ...faultsOfChoices(all, view.screen),
  ];
}

const of = (all: readonly PageElement[], ...tags: string[]) => all.filter(({ tag }) => tags.includes(tag));
const get = (element: PageElement | undefined, name: string) => element?.attributes.get(name);
const when = (isFault: boolean, fault: string) => (isFault ? [fault] : []);

/** Elements and attributes that a page may have: no script, no event, no style attribute, nothing embedded. */
function faultsOfElements(all: readonly PageElement[]): string[] {
  return all.flatMap(({ tag, attributes }) => {
    const allowed = RULES_OF_ELEMENTS[tag];
    if (!allowed) return [`<${tag}> has no place on a page`];
    return [...attributes.keys()].filter((name) => !allowed.includes(name)).map((name) => `<${tag}> may not have ${name}`);
  });
}

function faultsOfAddresses(all: readonly PageElement[], { brand, screen, isSandbox }: HostedView): string[] {
  const outside = [brand.supportUrl, screen.kind === "message" ? screen.backUrl : null];
  return all.flatMap(({ tag, attributes }) =>
    URL_ATTRIBUTES.flatMap((name) => {
      const address = attributes.get(name);
      // The empty icon: it keeps the browser from asking for one.
      if (tag === "link" && address === "data:," && attributes.get("rel") === "icon") return [];
      if (address === undefined || address === "" || /^([#?]|\/(?![/\\]))/.test(address)) return [];
      const isKnown = (tag === "a" && outside.includes(address)) || (tag === "img" && address === brand.logoUrl);
      const isOwnMachine = isSandbox && /^http:\/\/(localhost|127\.|\[::1\])/.test(address);
      return when(!isKnown || !(isOwnMachine || /^(https:|mailto:)/i.test(address)), `${tag} ${name} leads to ${address}`);
    }),
  );
}

function faultsOfHead(all: readonly PageElement[], { styles }: RenderedPage, { locale }: HostedView): string[] {
  const root = all[0];
  const meta = (name: string) =>
    get(
      all.find((element) => element.tag === "meta" && get(element, "name") === name),
      "content",
    );
  const sheets = of(all, "style").map((style) => style.children.join(""));
  const headings = of(all, "h1");
  const focused = all.filter(({ attributes }) => attributes.has("autofocus"));
  const summary = all.find((element) => get(element, "class") === "faults");
  return [
    ...when(get(root, "lang") !== locale, "lang is not the page's language"),
    ...when(get(root, "dir") !== (locale === "ar" ? "rtl" : "ltr"), "dir is not the language's"),
    ...when(of(all, "title").map(textOf).join("").trim() === "", "no title"),
    ...when(headings.length !== 1 || headings.map(textOf).join("").trim() === "", "not exactly one heading"),
    ...when(of(all, "main").length !== 1, "not exactly one main"),
    ...when(sheets.join("\n") !== styles.join("\n"), "style elements are not those that are allowed by hash"),
    ...when(/url\(|@import|expression|<\//i.test(sheets.join("")), "a style sheet that loads or ends early"),
    ...when(meta("referrer") !== "no-referrer", "tells others where the customer came from"),
    ...when(!meta("robots")?.includes("noindex"), "may be indexed"),
    ...when(/user-scalable|maximum-scale/.test(meta("viewport") ?? "user-scalable"), "cannot be zoomed"),
    ...when(
      focused.length !== 1 || focused[0] !== (summary ?? headings[0]) || get(focused[0], "tabindex") !== "-1",
      "the focus is not on the heading or the faults",
    ),
  ];
}

/** Labels, groups, and what describes a field. */
function faultsOfFields(all: readonly PageElement[]): string[] {
  const ids = all.flatMap((element) => get(element, "id") ?? []);
  const within = (element: PageElement, tag: string): PageElement | null =>
    element.parent === null ? null : element.parent.tag === tag ? element.parent : within(element.parent, tag);
  const labels = of(all, "label");
  return [
    ...when(new Set(ids).size !== ids.length, "an id twice"),
    ...of(all, "input", "textarea").flatMap((field) => {
      if (get(field, "type") === "hidden") return [];
      const label = within(field, "label") ?? labels.find((one) => get(one, "for") !== undefined && get(one, "for") === get(field, "id"));
      const name = get(field, "name") ?? "";
      const group = within(field, "fieldset");
      return [
        ...when(!label || textOf(label).trim() === "", `${name} has no label`),
        ...when(get(field, "type") === "radio" && !(group && elementsOf(group)[0]?.tag === "legend"), `${name} stands in no group with a legend`),
        ...when(within(field, "form") === null, `${name} stands in no form`),
        ...when(field.attributes.has("required"), `${name} keeps a customer from going on`),
      ];
    }),
    ...all.flatMap((element) =>
      (get(element, "aria-describedby")?.split(" ") ?? []).filter((id) => !ids.includes(id)).map((id) => `described by ${id}, which is nowhere`),
    ),
    ...of(all, "a").flatMap((link) => {
      const target = get(link, "href") ?? "";
      return when(target.startsWith("#") && !ids.includes(target.slice(1)), `a link to ${target}, which is nowhere`);
    }),
    ...of(all, "img").flatMap((image) => when(!get(image, "alt"), "an image without a text")),
  ];
}

const MUST: Readonly<Record<Screen["kind"], readonly string[]>> = {
  reason: ["cancel", "keep", "continue", "leave"],
  offer: ["cancel", "keep", "accept", "leave"],
  confirm: ["confirm", "keep", "leave"],
  withdraw: ["confirm_withdrawal", "cancel", "keep", "leave"],
  receipt: ["return"],
  message: [],
};
/** What ends, and what keeps: the same element, of the same class, side by side. */
const DECISIONS = ["cancel", "confirm", "confirm_withdrawal", "keep", "accept"];

function faultsOfControls(all: readonly PageElement[], screen: Screen): string[] {
  const buttons = of(all, "button");
  const named = (action: string) => buttons.filter((button) => get(button, "value") === action);
  const deciding = buttons.filter((button) => DECISIONS.includes(get(button, "value") ?? ""));
  const shape = (button: PageElement) => JSON.stringify([button.tag, [...button.attributes].filter(([name]) => name !== "value")]);
  return [
    ...MUST[screen.kind].flatMap((action) => when(named(action).length !== 1, `${named(action).length} controls for ${action}`)),
    ...buttons.flatMap((button) => [
      ...when(get(button, "name") !== "do" || !(hostedActions as readonly string[]).includes(get(button, "value") ?? ""), "a button that does nothing known"),
      ...when(textOf(button).trim() === "", "a button without words"),
    ]),
    ...when(new Set(deciding.map(shape)).size > 1, "what ends and what keeps do not look alike"),
    ...when(new Set(deciding.map(({ parent }) => parent)).size > 1, "what ends and what keeps do not stand together"),
    ...of(all, "form").flatMap((form) => [
      ...when(get(form, "method") !== "post", "a form that is not posted"),
      ...when(get(form, "action") !== (screen.kind === "message" ? screen.again?.action : screen.action), "a form that is posted elsewhere"),
    ]),
  ];
}

/** Nothing is chosen for the customer. */
function faultsOfChoices(all: readonly PageElement[], screen: Screen): string[] {
  const checked = all.filter(({ attributes }) => attributes.has("checked"));
  const said = screen.kind === "reason" ? screen.reasonKey : screen.kind === "confirm" && screen.statutory ? screen.statutory.kind : null;
  return [
    ...checked.filter((input) => get(input, "value") !== said).map((input) => `${get(input, "name")} is chosen beforehand`),
    ...when(screen.kind === "offer" && of(all, "input", "textarea").length > 0, "an offer with something to fill in"),
  ];
}
