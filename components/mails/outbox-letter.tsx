import type { OutboxLetter } from "#lib/features/mails/model/outbox.ts";

/** One mail of the demo's outbox: its links to click, and both of its forms. */
export function OutboxLetterView({ letter }: { letter: OutboxLetter }) {
  return (
    <article aria-labelledby="outbox-subject">
      <h2 id="outbox-subject">{letter.subject}</h2>
      <p className="muted">
        From {letter.from} to {letter.to}
      </p>
      {letter.links.length > 0 && (
        <ul aria-label="Links of this mail">
          {letter.links.map((link) => (
            <li key={link} className="outbox-link">
              <a href={link}>{link}</a>
            </li>
          ))}
        </ul>
      )}
      {/* Nothing in it may run, submit or lead away: the links are above. */}
      <iframe className="outbox-frame" title="The mail as HTML" sandbox="" srcDoc={letter.html} />
      <details>
        <summary>As plain text</summary>
        <pre className="outbox-text">{letter.text}</pre>
      </details>
    </article>
  );
}
