import { type HostedLocale, hostedLocaleCodes, hostedLocales } from "#lib/core/hosted-locales.ts";
import { form } from "./fields.ts";
import { escapeText, html, type Raw, safeAddress, trusted } from "./html.ts";
import type { Page } from "./page.ts";
import { drawConfirm } from "./screens/confirm.ts";
import { drawMessage } from "./screens/message.ts";
import { drawOffer } from "./screens/offer.ts";
import { drawReason } from "./screens/reason.ts";
import { drawReceipt } from "./screens/receipt.ts";
import { drawWithdraw } from "./screens/withdraw.ts";
import { accentBlock, SHEET } from "./style-sheet.ts";
import type { HostedView } from "./view.ts";
import { type Words, wordsOf } from "./words.ts";

export interface RenderedPage {
  /** The whole document. */
  html: string;
  /** The exact texts of its style elements; the policy allows each by its SHA-256. */
  styles: readonly [sheet: string, accent: string];
  /** HTTP status that the page speaks of. */
  status: number;
}

/** A hosted page as one HTML document: no script, no style attribute, nothing loaded but the merchant's logo. Never throws for what a view may hold. */
export function renderPage(view: HostedView): RenderedPage {
  const words = wordsOf(view.locale);
  const page = draw(view, words);
  const accent = accentBlock(view.brand.accent);
  return { html: frame(view, words, page, accent).text, styles: [SHEET, accent], status: page.status };
}

/** A link of the switcher around its address; ready, because a page has ten of them. */
const LINKS = Object.fromEntries(
  hostedLocaleCodes.map((code) => {
    const after = `" lang="${code}" hreflang="${code}">${hostedLocales[code]}</a></li>`;
    return [code, { before: '<li><a href="', current: '" aria-current="true', after }];
  }),
) as Record<HostedLocale, { before: string; current: string; after: string }>;

function draw(view: HostedView, words: Words): Page {
  const { screen } = view;
  switch (screen.kind) {
    case "reason":
      return drawReason({ ...view, screen }, words);
    case "offer":
      return drawOffer({ ...view, screen }, words);
    case "confirm":
      return drawConfirm({ ...view, screen }, words);
    case "withdraw":
      return drawWithdraw({ ...view, screen }, words);
    case "receipt":
      return drawReceipt({ ...view, screen }, words);
    case "message":
      return drawMessage({ ...view, screen }, words);
  }
}

// An empty icon spares each customer a second request, which would find nothing.
const META = trusted(
  `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex,nofollow"><link rel="icon" href="data:,"><style>${SHEET}</style>`,
);

function frame(view: HostedView, words: Words, page: Page, accent: string): Raw {
  const { brand } = view;
  const isFaulty = page.faults.length > 0;
  const named = brand.name === "" ? page.title : `${page.title} – ${brand.name}`;
  const title = isFaulty ? words.plain("errorTitle", { title: named }) : named;
  return html`<!doctype html><html lang="${view.locale}" dir="${words.direction}"><head><meta charset="utf-8"><title>${title}</title>${META}<style>${trusted(accent)}</style></head><body>${
    view.isSandbox && html`<aside class="sandbox">${words.say("sandbox")}</aside>`
  }<div class="page">${header(view, words)}<main>${isFaulty && faultSummary(page, words)}<h1${!isFaulty && html` tabindex="-1" autofocus`}>${page.heading}</h1>${page.body}</main>${footer(
    view,
    words,
    page,
  )}</div></body></html>`;
}

function header({ brand, languages, locale }: HostedView, words: Words): Raw | false {
  if (brand.name === "" && languages.length === 0) return false;
  const logo = safeAddress(brand.logoUrl);
  const name = logo === null ? html`<bdi>${brand.name}</bdi>` : html`<img src="${logo}" alt="${brand.name}">`;
  let links = "";
  for (const language of languages) {
    const { before, current, after } = LINKS[language.locale];
    links += before + escapeText(safeAddress(language.href) ?? "") + (language.locale === locale ? current : "") + after;
  }
  return html`<header class="top"><div class="brand">${name}</div>${
    languages.length > 0 &&
    html`<nav class="langs" aria-label="${words.plain("language")}"><details><summary><span class="vh">${words.say("language")}: </span>${hostedLocales[locale]}</summary><ul>${trusted(links)}</ul></details></nav>`
  }</header>`;
}

function faultSummary({ faults }: Page, words: Words): Raw {
  return html`<div class="faults" role="alert" tabindex="-1" autofocus><h2>${words.say("errorSummary")}</h2><ul>${faults.map(
    ({ target, text }) => html`<li><a href="#${target}">${text}</a></li>`,
  )}</ul></div>`;
}

/** In the same place on every page: what closing it means, the way back, help. */
function footer({ brand }: HostedView, words: Words, { closing, leave }: Page): Raw | false {
  const help = safeAddress(brand.supportUrl);
  if (closing === null && help === null) return false;
  const merchant = brand.name;
  return html`<footer class="foot">${closing !== null && html`<p>${words.say(closing === "done" ? "closeReceipt" : "closing")}</p>`}<div>${
    leave !== null && form(leave, html`<button class="link" name="do" value="leave"><span>${words.fill("backTo", { merchant })}</span></button>`)
  }${help !== null && html`<a class="link" href="${help}">${words.say("help")}</a>`}</div></footer>`;
}
