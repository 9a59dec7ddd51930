import { type Content, html, type Raw } from "./html.ts";
import type { HostedView, Subject } from "./view.ts";
import type { Words } from "./words.ts";

/** A list of what is known: name and value; what has no value is left out. */
export function facts(rows: readonly (readonly [name: Raw, value: Content] | false | null | "")[]): Raw {
  return html`<dl class="facts">${rows.map((row) => row && html`<div><dt>${row[0]}</dt><dd dir="auto">${row[1]}</dd></div>`)}</dl>`;
}

/** When it ends, as a value: the day, or what the agreement says. */
export function endOf({ effectiveAt }: Subject, words: Words): Content {
  return (effectiveAt !== null && words.day(effectiveAt)) || words.say("asAgreed");
}

/** When it ends and what ends with it, for the page on which that is decided. */
export function lossFacts(subject: Subject, copy: HostedView["copy"], words: Words): Raw {
  return facts([
    [words.say("whenItEnds"), endOf(subject, words)],
    [words.say("whatEnds"), ownOr(copy.loss, words.say("lossNeutral"))],
  ]);
}

/** The owner's own words, else ours. */
export function ownOr(text: string | undefined, neutral: Raw): Raw {
  return text === undefined ? neutral : html`<span class="own">${text}</span>`;
}

/** When it would end, as a sentence. */
export function endSentence({ effectiveAt }: Subject, words: Words): Raw {
  const date = effectiveAt === null ? null : words.day(effectiveAt);
  return date === null ? words.say("endsAsAgreed") : words.fill("endsOn", { date });
}

/** The heading that says what is cancelled. */
export function cancelHeading({ name }: Subject, words: Words): { heading: Raw; title: string } {
  if (name === null) return { heading: words.say("cancelUnnamed"), title: words.plain("cancelUnnamed") };
  return { heading: words.fill("cancelName", { name }), title: words.plain("cancelName", { name }) };
}

/** What is cancelled, inside a sentence: its name, or “your subscription” where nobody said it. */
export function nameOf({ name }: Subject, words: Words): Content {
  return name ?? words.say("yourSubscription");
}
