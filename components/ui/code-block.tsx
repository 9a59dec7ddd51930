import { CopyButton } from "./copy-button.tsx";

interface Props {
  code: string;
  /** What it is: "Send a cancellation". */
  label: string;
}

/** Code to copy. Without a clipboard it can still be selected. */
export function CodeBlock({ code, label }: Props) {
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-line bg-sunken">
      <div className="flex items-center justify-between gap-3 border-line border-b py-1 ps-3.5 pe-1.5">
        <span className="min-w-0 truncate text-12 text-muted">{label}</span>
        <CopyButton value={code} variant="ghost" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label} dir="ltr" className="overflow-x-auto px-3.5 py-3 focus-visible:-outline-offset-2">
        <pre className="w-max text-[12.5px] leading-5">
          <code>{code}</code>
        </pre>
      </section>
    </div>
  );
}
