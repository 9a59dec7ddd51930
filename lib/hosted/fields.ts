import { type Content, html, NOTHING, type Raw, safeAddress } from "./html.ts";
import { followUpName } from "./reason-answer.ts";
import { type FieldFault, type FieldName, type ReasonChoice, TEXT_LIMIT } from "./view.ts";
import type { Words } from "./words.ts";

export type Faults = Readonly<Partial<Record<FieldName, FieldFault>>> | undefined;

/** What is wrong with a field, in words. */
export function faultText(words: Words, name: FieldName, fault: FieldFault): Raw {
  if (fault === "too_long") return words.fill("faultTooLong", { limit: words.number(TEXT_LIMIT) });
  const key = {
    reasonKey: "faultReason",
    reasonText: "faultReason",
    kind: "faultKind",
    cause: "faultCause",
    endsOn: "faultEndsOn",
    email: "faultEmail",
  } as const;
  return words.say(key[name]);
}

/** Id of the element that a fault's link leads to. */
const fieldId = (name: string) => `f-${name}`;

/** A form's frame: posts to the address, which is one of this host. */
export function form(action: string, content: Content): Raw {
  return html`<form method="post" action="${safeAddress(action) ?? ""}">${content}</form>`;
}

interface Field {
  name: FieldName;
  /** Name of the posted field, where it is not the fault's. */
  postedAs?: string;
  id?: string;
  label: Raw | string;
  isOptional?: boolean;
  hint?: Raw;
  value: string;
}

function described({ name, id = fieldId(name), hint }: Field, words: Words, faults: Faults) {
  const fault = faults?.[name];
  const parts = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return {
    id,
    by: parts === "" ? NOTHING : html` aria-describedby="${parts}"`,
    invalid: fault ? html` aria-invalid="true"` : NOTHING,
    notes: [
      hint && html`<p class="hint" id="${id}-hint">${hint}</p>`,
      fault && html`<p class="fault" id="${id}-fault">${faultText(words, name, fault)}</p>`,
    ] satisfies Content[],
    bad: fault ? " bad" : "",
  };
}

/** A label of the workspace's own may be in any language, whatever the page is in. */
const labelOf = ({ label, isOptional }: Field, words: Words) =>
  html`${typeof label === "string" ? html`<bdi>${label}</bdi>` : label}${isOptional && html` <span class="opt">${words.say("optional")}</span>`}`;

/** A field of several lines. */
export function textarea(field: Field, words: Words, faults: Faults, className = "field"): Raw {
  const { id, by, invalid, notes, bad } = described(field, words, faults);
  // A browser drops the first line break of a textarea; it is ours, so that the customer's stays.
  return html`<div class="${className}${bad}"><label class="q" for="${id}">${labelOf(field, words)}</label>${notes}<textarea id="${id}" name="${field.postedAs ?? field.name}" rows="3" dir="auto"${by}${invalid}>
${field.value}</textarea></div>`;
}

/** A field of one line, with the keyboard or calendar of its kind. */
export function input(field: Field & { type: "email" | "date" }, words: Words, faults: Faults): Raw {
  const { id, by, invalid, notes, bad } = described(field, words, faults);
  const email = field.type === "email" && html` autocomplete="email" dir="ltr" spellcheck="false"`;
  return html`<div class="field${bad}"><label class="q" for="${id}">${labelOf(field, words)}</label>${notes}<input id="${id}" type="${field.type}" name="${field.name}" value="${field.value}"${email}${by}${invalid}></div>`;
}

interface Choice {
  value: string;
  label: Raw | string;
  /** Shown while it is chosen. */
  more?: Raw | null;
  /** Its `more` takes the place of the form's general question. */
  asksInstead?: boolean;
}

/** One of several answers; `name` is that of the posted field. */
export function radios(
  { name, legend, isOptional, choices, chosen }: { name: FieldName; legend: Raw; isOptional?: boolean; choices: readonly Choice[]; chosen: string | null },
  words: Words,
  faults: Faults,
): Raw {
  const fault = faults?.[name];
  const id = fieldId(name);
  const rows = choices.map(({ value, label, more, asksInstead }, i) => {
    const checked = value === chosen && html` checked`;
    const asks = asksInstead && html` class="asks"`;
    return html`<label class="row"><input type="radio" name="${name}" value="${value}"${i === 0 && html` id="${id}"`}${asks}${checked}><span dir="auto">${label}</span></label>${more}`;
  });
  return html`<fieldset${fault && html` class="bad" aria-describedby="${id}-fault"`}><legend>${legend}${isOptional && html` <span class="opt">${words.say("optional")}</span>`}</legend>${
    fault && html`<p class="fault" id="${id}-fault">${faultText(words, name, fault)}</p>`
  }${rows}</fieldset>`;
}

/** The reasons, each with its own question while it is chosen, "rather not say", and the general question. */
export function reasonFields(
  { reasons, reasonKey, reasonText, errors }: { reasons: readonly ReasonChoice[]; reasonKey: string | null; reasonText: string; errors: Faults },
  words: Words,
): Raw {
  const choices = reasons.map(({ key, label, followUpQuestion }, i): Choice => {
    const isChosen = key === reasonKey;
    if (!followUpQuestion) return { value: key, label };
    const field = {
      name: "reasonText",
      postedAs: followUpName(key),
      id: `f-more-${i}`,
      label: followUpQuestion,
      isOptional: true,
      value: isChosen ? reasonText : "",
    } as const;
    return { value: key, label, asksInstead: true, more: textarea(field, words, isChosen ? errors : undefined, "more") };
  });
  const isAskedElsewhere = reasons.some(({ key, followUpQuestion }) => key === reasonKey && followUpQuestion);
  const general = { name: "reasonText", label: words.say("anythingToAdd"), isOptional: true, value: isAskedElsewhere ? "" : reasonText } as const;
  return html`${
    choices.length > 0 &&
    radios(
      {
        name: "reasonKey",
        legend: words.say("reasonQuestion"),
        isOptional: true,
        choices: [...choices, { value: "", label: words.say("noReason") }],
        chosen: reasonKey,
      },
      words,
      errors,
    )
  }${textarea(general, words, isAskedElsewhere ? undefined : errors, "field any")}`;
}

/** Id of the field that a fault is shown at. */
export function faultTarget(name: FieldName, reasons: readonly ReasonChoice[], reasonKey: string | null): string {
  if (name !== "reasonText") return fieldId(name);
  const at = reasons.findIndex(({ key, followUpQuestion }) => key === reasonKey && followUpQuestion);
  return at === -1 ? fieldId(name) : `f-more-${at}`;
}
