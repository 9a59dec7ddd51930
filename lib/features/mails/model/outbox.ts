/** A mail in the demo's outbox, as the list shows it. */
export interface OutboxEntry {
  id: string;
  to: string;
  subject: string;
  sentAt: string;
}

/** The whole of it. */
export interface OutboxLetter extends OutboxEntry {
  from: string;
  html: string;
  text: string;
  /** Addresses that it links to, each once. */
  links: string[];
}
