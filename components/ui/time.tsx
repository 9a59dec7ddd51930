interface Props {
  /** ISO 8601. */
  at: string;
  /** IANA name. */
  timeZone: string;
}

/** A moment as "3 Nov 2026, 14:05", with its zone on hover. */
export function Time({ at, timeZone }: Props) {
  const date = new Date(at);
  const text = date.toLocaleString("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone });
  const zone = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone, timeZoneName: "long" });
  return (
    // The server's words for months and zones can be newer or older than the browser's.
    <time className="tabular-nums" dateTime={at} title={zone} suppressHydrationWarning>
      {text}
    </time>
  );
}
