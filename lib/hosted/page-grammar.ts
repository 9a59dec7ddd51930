const COMMON = ["class", "dir", "id"];
const FIELD = [...COMMON, "name", "aria-describedby", "aria-invalid"];

/** Every element that a hosted page may have, with its attributes; whatever is not listed is a fault. */
export const RULES_OF_ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  html: ["lang", "dir"],
  head: [],
  title: [],
  style: [],
  body: [],
  link: ["rel", "href"],
  meta: ["charset", "name", "content"],
  header: COMMON,
  main: [],
  footer: COMMON,
  nav: [...COMMON, "aria-label"],
  aside: COMMON,
  section: COMMON,
  div: [...COMMON, "role", "tabindex", "autofocus"],
  p: COMMON,
  h1: ["tabindex", "autofocus"],
  h2: COMMON,
  ul: [],
  li: [],
  dl: COMMON,
  dt: [],
  dd: COMMON,
  span: COMMON,
  bdi: [],
  time: ["datetime"],
  details: [],
  summary: [],
  a: [...COMMON, "href", "lang", "hreflang", "aria-current"],
  img: ["src", "alt"],
  form: ["method", "action"],
  fieldset: [...COMMON, "aria-describedby"],
  legend: [],
  label: [...COMMON, "for"],
  input: [...FIELD, "type", "value", "checked", "autocomplete", "spellcheck"],
  textarea: [...FIELD, "rows"],
  button: [...COMMON, "name", "value"],
};

/** Attributes that a browser loads, follows or posts to. */
export const URL_ATTRIBUTES = ["href", "src", "action", "formaction", "srcset", "poster", "cite", "data"];
