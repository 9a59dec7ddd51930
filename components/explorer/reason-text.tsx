/** What the customer wrote, whole; a long text scrolls in a box of its own. */
export function ReasonText({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label="What the customer wrote" className="max-h-60 overflow-y-auto rounded-control focus-visible:-outline-offset-2">
      <blockquote dir="auto" className="border-line-strong border-s-2 ps-3 whitespace-pre-wrap wrap-anywhere">
        {text}
      </blockquote>
    </section>
  );
}
