const LONGEST = 63;

/**
 * A key for a label: "Too expensive!" → "too_expensive", with a number when it is taken; "reason" where nothing is left of it.
 * @param taken every key the workspace ever had; disabled and merged ones keep their meaning
 */
export function suggestReasonKey(label: string, taken: readonly string[]): string {
  const words = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+/, "")
    .slice(0, LONGEST)
    .replace(/_+$/, "");
  const key = words === "" ? "reason" : words;
  if (!taken.includes(key)) return key;
  for (let number = 2; ; number++) {
    const ending = `_${number}`;
    const numbered = key.slice(0, LONGEST - ending.length).replace(/_+$/, "") + ending;
    if (!taken.includes(numbered)) return numbered;
  }
}
