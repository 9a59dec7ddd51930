/** The name of an event as code; in narrow places it breaks after its dots and underscores, not inside a word. */
export function EventName({ event }: { event: string }) {
  return (
    <code className="text-12">
      {event.split(/(?<=[._])/).map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one name never move
        <span key={i}>
          {part}
          <wbr />
        </span>
      ))}
    </code>
  );
}
