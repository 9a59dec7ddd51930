import type { Reason } from "./reason.ts";

type Labelled = Pick<Reason, "key" | "label" | "labels">;
type Listed = Labelled & Pick<Reason, "enabled" | "mergedInto">;

/** What people see when they read a label: case, spaces and the width of letters aside. */
const read = (label: string): string => label.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();

/**
 * Where a reason reads like another one that customers can choose, in the same language.
 * @returns paths ("label", "labels.de") with the key of the other
 */
export function equalLabels(reason: Labelled, reasons: readonly Listed[]): { path: string; key: string }[] {
  const others = reasons.filter(({ key, enabled, mergedInto }) => key !== reason.key && enabled && mergedInto === null);
  const like = (path: string, label: string, of: (other: Listed) => string | undefined) => {
    const other = others.find((one) => read(of(one) ?? "") === read(label));
    return other === undefined ? [] : [{ path, key: other.key }];
  };
  return [
    ...like("label", reason.label, ({ label }) => label),
    ...Object.entries(reason.labels).flatMap(([locale, label]) => like(`labels.${locale}`, label, ({ labels }) => labels[locale])),
  ];
}
