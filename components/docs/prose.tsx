/** Text that marks code with backticks, as the declarations and OpenAPI's descriptions do. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <code key={i} className="wrap-anywhere">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
