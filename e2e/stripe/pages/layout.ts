import type { Answer } from "../http/server.ts";
import { html, Markup } from "./html.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1c22; --soft: #55555f; --page: #f6f6f4; --card: #fff; --line: #85858f; --go: #3d3a9c; --go-ink: #fff; --bad: #a11b1b; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf0; --soft: #b4b4bf; --page: #15151a; --card: #1f1f26; --line: #7d7d8a; --go: #b3b0ff; --go-ink: #15151a; --bad: #ff9d9d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 34rem; margin: 0 auto; padding: 1rem; }
.notice { margin: 0; padding: .6rem 1rem; background: #ffdf8a; color: #1c1c22; text-align: center; font-weight: 600; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
label, legend { display: block; font-weight: 600; margin-top: .75rem; } fieldset { border: 0; padding: 0; margin: 0; } .choice { font-weight: 400; display: flex; gap: .5rem; align-items: baseline; }
input:not([type=radio]):not([type=checkbox]) { width: 100%; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: .375rem; padding: .55rem; min-height: 2.75rem; }
button, .button { display: inline-block; font: inherit; font-weight: 600; margin-top: 1rem; padding: .55rem 1rem; min-height: 2.75rem; border-radius: .375rem; border: 1px solid var(--go); background: var(--go); color: var(--go-ink); cursor: pointer; text-decoration: none; }
.quiet { background: transparent; color: var(--ink); border-color: var(--line); }
a { color: var(--go); } .button { color: var(--go-ink); } .quiet.button { color: var(--ink); }
:focus-visible { outline: 3px solid var(--go); outline-offset: 2px; }
.error { color: var(--bad); font-weight: 600; } .soft { color: var(--soft); } .row { display: flex; justify-content: space-between; gap: 1rem; } .row > :last-child { flex: none; max-width: 60%; text-align: right; } .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
ul { padding-left: 1.2rem; } p { margin: .5rem 0; }`;

/** A whole page: no script, nothing from anywhere else. */
export function page(title: string, content: Markup, status = 200): Answer {
  const body = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${title}</title><style>${new Markup(STYLE)}</style></head>
<body><header class="notice">Local Stripe: no real payments</header><main>${content}</main></body>
</html>
`;
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
    },
    body: body.text,
  };
}

export function seeOther(location: string): Answer {
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}

export function sorry(title: string, text: string, status = 404): Answer {
  return page(title, html`<h1>${title}</h1><p>${text}</p>`, status);
}

/** What went wrong, where a screen reader says it first. */
export function alert(message: string | null): Markup | null {
  return message === null ? null : html`<p class="error" role="alert">${message}</p>`;
}
