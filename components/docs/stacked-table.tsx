import type { ReactNode } from "react";

interface Props {
  caption: string;
  heads: readonly string[];
  /** StackedRow. */
  children: ReactNode;
}

/** A table whose cells stand one below the other on phones: nobody should have to scroll sideways to read a sentence. */
export function StackedTable({ caption, heads, children }: Props) {
  return (
    <table className="w-full border-separate border-spacing-0 rounded-card border border-line bg-surface text-13 max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only">
        <tr className="text-left text-12 text-muted">
          {heads.map((head) => (
            <th key={head} scope="col" className="bg-sunken px-3.5 py-2 font-medium first:rounded-ss-card last:rounded-se-card">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">{children}</tbody>
    </table>
  );
}

/** Its cells say themselves how they stand on phones. */
export function StackedRow({ children }: { children: ReactNode }) {
  return (
    <tr className="align-top max-md:block max-md:border-t max-md:border-line max-md:p-3 max-md:first:border-t-0 md:*:border-t md:*:border-line md:*:px-3.5 md:*:py-2">
      {children}
    </tr>
  );
}
