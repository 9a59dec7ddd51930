import { facts } from "../facts.ts";
import { input, radios, textarea } from "../fields.ts";
import { html, type Raw } from "../html.ts";
import type { ScreenView } from "../page.ts";
import type { ConfirmScreen } from "../view.ts";
import type { Words } from "../words.ts";

/** The fields of section 312k (2) BGB, minimum and maximum: nothing about loss, reasons or offers stands among them. */
export function statutoryFields({ screen, brand }: ScreenView<"confirm">, statutory: NonNullable<ConfirmScreen["statutory"]>, words: Words): Raw {
  const { subject, errors } = screen;
  const cause = textarea({ name: "cause", label: words.say("cause"), value: statutory.cause }, words, errors, "more");
  return html`${facts([
    statutory.customer !== "" && [words.say("customer"), statutory.customer],
    [words.say("contract"), subject.name ?? words.fill("contractWith", { merchant: brand.name })],
  ])}${radios(
    {
      name: "kind",
      legend: words.say("kindQuestion"),
      choices: [
        { value: "ordinary", label: words.say("ordinary") },
        { value: "extraordinary", label: words.say("extraordinary"), more: cause },
      ],
      chosen: statutory.kind,
    },
    words,
    errors,
  )}${input({ type: "date", name: "endsOn", label: words.say("endsWhen"), hint: words.say("endsWhenHint"), value: statutory.endsOn }, words, errors)}${input(
    { type: "email", name: "email", label: words.say("email"), value: statutory.email },
    words,
    errors,
  )}`;
}
