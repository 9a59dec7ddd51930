/** An element of a page; its children are elements and texts. */
export interface PageElement {
  tag: string;
  attributes: ReadonlyMap<string, string>;
  children: (PageElement | string)[];
  parent: PageElement | null;
}

const VOID = new Set(["meta", "link", "img", "input"]);
/** Their text is not read as HTML. */
const PLAIN = new Set(["style", "script"]);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>/y;
const ATTRIBUTE = / ([a-z-]+)(?:="([^"]*)")?/g;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/**
 * Reads a page of the renderer's own dialect: lower-case tags, attributes in double quotes, each element closed. HTML that a browser
 * would repair is refused, because a value that got through its escaping would look just like that.
 * @throws Error that says where it stops being such a page
 */
export function parsePage(html: string): PageElement {
  const doctype = "<!doctype html>";
  if (!html.startsWith(doctype)) throw new Error("does not begin with the doctype");
  const root: PageElement = { tag: "", attributes: new Map(), children: [], parent: null };
  let open = root;
  let at = doctype.length;
  while (at < html.length) {
    const next = html.indexOf("<", at);
    const end = next === -1 ? html.length : next;
    if (end > at) open.children.push(decode(html.slice(at, end)));
    if (next === -1) break;
    TAG.lastIndex = next;
    const found = TAG.exec(html);
    if (!found) throw new Error(`no tag of ours: ${html.slice(next, next + 60)}`);
    const [text, closing, tag = "", attributes = ""] = found;
    at = next + text.length;
    if (closing) {
      if (open.tag !== tag || attributes !== "") throw new Error(`</${tag}> where <${open.tag}> is open`);
      open = open.parent ?? root;
      continue;
    }
    const element: PageElement = { tag, attributes: attributesOf(attributes), children: [], parent: open };
    open.children.push(element);
    if (PLAIN.has(tag)) {
      const close = html.indexOf(`</${tag}>`, at);
      if (close === -1) throw new Error(`<${tag}> is not closed`);
      element.children.push(html.slice(at, close));
      at = close + tag.length + 3;
    } else if (!VOID.has(tag)) {
      open = element;
    }
  }
  if (open !== root) throw new Error(`<${open.tag}> is not closed`);
  return root;
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(ATTRIBUTE)) {
    if (found.has(name)) throw new Error(`attribute ${name} twice`);
    found.set(name, decode(value));
  }
  return found;
}

function decode(text: string): string {
  return text.replace(/&([^;&]*;?)/g, (whole, name: string) => {
    const character = name.endsWith(";") ? ENTITIES[name.slice(0, -1)] : undefined;
    if (character === undefined) throw new Error(`an ampersand that is not escaped: ${whole}`);
    return character;
  });
}

/** All elements below one, in the order of the page. */
export function elementsOf(element: PageElement): PageElement[] {
  return element.children.flatMap((child) => (typeof child === "string" ? [] : [child, ...elementsOf(child)]));
}

/** What an element says, without what is no text of the page. */
export function textOf(element: PageElement): string {
  return element.children.map((child) => (typeof child === "string" ? (PLAIN.has(element.tag) ? "" : child) : textOf(child))).join("");
}

/** The page without any value: its elements and the names of their attributes. Two pages that differ in values alone have the same. */
export function skeletonOf(element: PageElement): string {
  return elementsOf(element)
    .map(({ tag, attributes, children }) => `${tag}[${[...attributes.keys()].join(" ")}]${children.filter((child) => typeof child !== "string").length}`)
    .join("\n");
}
