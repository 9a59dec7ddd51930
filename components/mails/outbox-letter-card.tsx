import { Card } from "#components/ui/card.tsx";
import type { OutboxLetter } from "#lib/features/mails/model/outbox.ts";

/** One mail of the demo's outbox: its links to click, and both of its forms. */
export function OutboxLetterCard({ letter }: { letter: OutboxLetter }) {
  return (
    <Card title={letter.subject} description={`From ${letter.from} to ${letter.to}`}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {letter.links.length > 0 && (
          <ul className="grid gap-1" aria-label="Links of this mail">
            {letter.links.map((link) => (
              <li key={link} className="wrap-anywhere text-13">
                <a className="text-accent-text underline" href={link}>
                  {link}
                </a>
              </li>
            ))}
          </ul>
        )}
        {/* Nothing in it may run, submit or lead away: the links are above. */}
        <iframe className="h-96 w-full rounded-card border border-line" title="The mail as HTML" sandbox="" srcDoc={letter.html} />
        <details>
          <summary className="cursor-pointer text-13">As plain text</summary>
          <pre className="wrap-anywhere mt-2 whitespace-pre-wrap text-13">{letter.text}</pre>
        </details>
      </div>
    </Card>
  );
}
