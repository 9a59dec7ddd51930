import { accentShades, type Shades } from "./contrast.ts";
import { palette } from "./palette.ts";

/**
 * The pages' whole style: one constant sheet and a small block for the workspace's colour. Both stand in the page and are allowed by
 * their hash, so no byte of them may depend on anything else. Sides are logical (start, end) for languages from right to left;
 * nothing moves, so there is nothing to calm down for those who ask for less motion.
 */

const neutrals = (theme: "light" | "dark") =>
  Object.entries(palette[theme])
    .map(([name, color]) => `--${name}:${color}`)
    .join(";");

const COMPACT = (css: string) => css.replace(/\s*\n\s*/g, "");

export const SHEET = COMPACT(`
:root{color-scheme:light dark;${neutrals("light")}}
@media (prefers-color-scheme:dark){:root{${neutrals("dark")}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;overflow-wrap:anywhere}
.page{max-width:32.5rem;margin:0 auto;padding:1.75rem 1.25rem 3.5rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.sandbox{margin:0;padding:.5rem 1.25rem;background:${palette.sandbox};color:${palette.onSandbox};font-size:.9375rem;text-align:center}

.top{display:flex;justify-content:space-between;align-items:flex-start;gap:1rem;min-height:2.75rem;margin-bottom:2.25rem}
.brand{display:flex;align-items:center;min-height:2.75rem;font-weight:600;font-size:1.125rem;line-height:1.3;min-width:0}
.brand img{display:block;height:2.5rem;max-width:12.5rem;object-fit:contain;object-position:left}
[dir=rtl] .brand img{object-position:right}
.langs{position:relative;flex:none;font-size:.9375rem}
.langs summary{display:flex;align-items:center;gap:.375rem;min-height:2.75rem;padding:0 .25rem;color:var(--muted);cursor:pointer;list-style:none}
.langs summary::-webkit-details-marker{display:none}
.langs summary::after{content:"";width:.4em;height:.4em;margin-top:-.2em;border:solid currentColor;border-width:0 1.5px 1.5px 0;transform:rotate(45deg)}
.langs ul{position:absolute;z-index:1;inset-inline-end:0;margin:.25rem 0 0;padding:.375rem;min-width:11rem;list-style:none;background:var(--page);border:1px solid var(--edge);border-radius:8px}
.langs a{display:flex;align-items:center;min-height:2.75rem;padding:.25rem .75rem;border-radius:6px;color:var(--text);text-decoration:none}
.langs a:hover{background:var(--sunken)}
.langs [aria-current]{font-weight:600}

h1{margin:0 0 .625rem;font-size:1.75rem;line-height:1.22;font-weight:650;letter-spacing:-.018em;text-wrap:balance}
h2{margin:0 0 .5rem;font-size:1.125rem;line-height:1.4;font-weight:600}
:lang(ja) h1,:lang(ar) h1{letter-spacing:0}
:lang(ar) h1{line-height:1.4}
:lang(ja) :is(h1,h2,label,.b){word-break:auto-phrase}
p{margin:0 0 1rem;text-wrap:pretty}
.lead{margin-bottom:1.75rem;color:var(--muted)}
.lead+.lead{margin-top:-1.25rem}
.own{white-space:pre-line;unicode-bidi:plaintext}
.small{font-size:.9375rem;color:var(--muted)}

fieldset{border:0;margin:0 0 1.75rem;padding:0;min-width:0}
legend,.q{display:block;padding:0;margin-bottom:.625rem;font-weight:600}
.opt{font-weight:400;font-size:.9375rem;color:var(--muted)}
.hint{margin:-.375rem 0 .625rem;font-size:.9375rem;color:var(--muted)}
.row{display:flex;gap:.875rem;align-items:center;min-height:3.375rem;padding:.75rem 1rem;margin-bottom:.5rem;border:1px solid var(--edge);border-radius:8px;cursor:pointer}
.row:hover{background:var(--sunken)}
.row:has(:checked){border-color:var(--brand-edge);box-shadow:inset 0 0 0 1px var(--brand-edge);background:var(--brand-wash)}
.row span{min-width:0}
input[type=radio]{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--brand-edge)}
.field{margin-bottom:1.75rem}
textarea,input:not([type=radio]){display:block;width:100%;min-height:3rem;padding:.625rem .875rem;font:inherit;color:var(--text);background:var(--page);border:1px solid var(--edge);border-radius:8px}
textarea{min-height:6.25rem;max-height:20rem;resize:vertical;field-sizing:content}
input[type=date]{max-width:14rem}
.more{margin:.25rem 0 1rem;padding:.25rem 0 .25rem 1rem;border-inline-start:3px solid var(--brand-edge);padding-inline:1rem 0}
@supports selector(:has(*)){.more{display:none}.row:has(:checked)+.more{display:block}form:has(.asks:checked) .any{display:none}}
.bad .row,.bad textarea,.bad input{border-color:var(--fault)}
.bad>.more{display:block}
.fault{margin:0 0 .5rem;font-weight:600;color:var(--fault)}
.faults{margin:0 0 1.75rem;padding:1rem 1.25rem;border:2px solid var(--fault);border-radius:8px;background:var(--faultWash)}
.faults ul{margin:0;padding:0;list-style:none}
.faults a{display:inline-block;padding:.5rem 0;font-weight:600;color:var(--fault)}

.acts{display:grid;gap:.625rem}
:is(form,.acts)+.acts{margin-top:.625rem}
.b{display:block;width:100%;min-height:3.375rem;padding:.875rem 1rem;font:inherit;font-weight:550;line-height:1.35;text-align:center;text-decoration:none;color:var(--text);background:var(--page);border:1.5px solid var(--text);border-radius:8px;cursor:pointer}
.b:hover{background:var(--sunken)}
.go{color:var(--page);background:var(--text)}
.go:hover{background:var(--muted);border-color:var(--muted)}
.deal{margin:0 0 1.75rem;padding:1.25rem;border:1px solid var(--line);border-radius:8px;background:var(--brand-wash)}
.deal p:last-child{margin:0}
.deal h2{margin:0;font-size:1rem;font-weight:600;color:var(--muted)}
.sum{margin:.125rem 0 .5rem;font-size:1.3125rem;line-height:1.35;font-weight:600;text-wrap:balance}

.facts{margin:0 0 1.75rem;border-top:1px solid var(--line)}
.facts div{padding:.75rem 0;border-bottom:1px solid var(--line)}
.facts dt{font-size:.9375rem;color:var(--muted)}
.facts dd{margin:0;text-wrap:pretty}
h1+.facts{margin-top:1.75rem}
:is(dd,h2,p,span)[dir]{text-align:left}
[dir=rtl] :is(dd,h2,p,span)[dir]{text-align:right}
.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9375rem}
@media (min-width:30rem){.facts div{display:grid;grid-template-columns:11rem 1fr;gap:1rem;align-items:baseline}}
.also{margin-top:2.25rem;padding-top:1.75rem;border-top:1px solid var(--line)}
.foot{margin-top:2.25rem;font-size:.9375rem;color:var(--muted)}
.foot p{margin:0}
.foot div{display:flex;flex-wrap:wrap;align-items:baseline;column-gap:1.25rem}
.link{display:inline-block;min-height:2.75rem;padding:.625rem 0;font:inherit;text-align:start;color:var(--brand);background:none;border:0;text-decoration:underline;text-underline-offset:.18em;cursor:pointer}
.link:hover{text-decoration-thickness:2px}

:focus-visible{outline:3px solid var(--brand-edge);outline-offset:2px}
h1:focus,.faults:focus{outline:0}
::selection{background:var(--brand);color:var(--on-brand)}
@media (prefers-color-scheme:dark){.brand img{padding:.25rem .5rem;background:#fff;border-radius:6px}}
@media (forced-colors:active){.row:has(:checked){outline:2px solid Highlight}.go{border-width:3px}}
@media print{
:root{color-scheme:light;${neutrals("light")}}
html{font-size:10.35pt}
.page{max-width:none;padding:0}
.langs,.acts,.foot,.also,.screen{display:none}
.brand img{padding:0}
.facts div{break-inside:avoid}
}
`);

const brandOf = ({ accent, onAccent, edge, wash }: Shades) => `:root{--brand:${accent};--on-brand:${onAccent};--brand-edge:${edge};--brand-wash:${wash}}`;

const MOST_KEPT = 2_000;
const blocks = new Map<string, string>();

/** The block of a workspace's colour (#rrggbb, corrected where its contrast is too low). */
export function accentBlock(accent: string): string {
  const known = blocks.get(accent);
  if (known !== undefined) return known;
  const { light, dark } = accentShades(accent);
  const block = `${brandOf(light)}@media screen and (prefers-color-scheme:dark){${brandOf(dark)}}`;
  if (blocks.size >= MOST_KEPT) blocks.clear();
  blocks.set(accent, block);
  return block;
}
