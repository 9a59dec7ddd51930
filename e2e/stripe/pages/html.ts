/** HTML that is written already; everything else that stands in a template is text and gets escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | null | false | undefined | readonly Part[];

/** A template of HTML. Holes stand in text or in values in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.reduce((text, string, at) => text + string + (at < parts.length ? written(parts[at]) : ""), ""));
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "string") return part.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  if (typeof part === "number") return String(part);
  if (part === null || part === undefined || part === false) return "";
  return part.map(written).join("");
}
