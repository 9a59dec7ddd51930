import type { CancelSession, SessionSummary } from "#lib/features/cancel-sessions/model/session.ts";
import type { SessionDetail, SessionStep } from "#lib/features/cancel-sessions/model/session-list.ts";

/** What happened in hosted sessions, in plain words. */

export const statusWords: Record<SessionSummary["status"], string> = {
  created: "Not opened yet",
  opened: "Open",
  completed: "Completed",
  abandoned: "Abandoned",
  expired: "Never opened",
};

/** What became of a result, in a few words; null: there is none yet. */
export function resultWord(status: SessionSummary["status"], { issued_at, delivered_at, verified_at }: CancelSession["result"]): string | null {
  if (status !== "completed") return null;
  if (verified_at !== null) return "Verified";
  if (delivered_at !== null) return "Delivered";
  return issued_at === null ? "Not seen" : "Not seen, customer returned";
}

/** A reason's label by its key; the key itself where there is none. */
type Labels = Readonly<Record<string, string>>;

/** A step, as a sentence about the customer. `detail` says what was shown or chosen. */
export function stepWords(step: SessionStep, session: SessionDetail, labels: Labels): { title: string; detail: string | null } {
  const { shownOffer } = session;
  const plain = (title: string, detail: string | null = null) => ({ title, detail });
  switch (step.type) {
    case "created":
      return plain("Link made", "By a call to POST /cancel-link.");
    case "opened":
      return plain("Opened the link", session.isReturn ? "Came back within 14 days of an earlier session, so was not asked again." : null);
    case "reason_given":
    case "reason_added":
      return plain(step.type === "reason_added" ? "Gave the reason after cancelling" : "Gave a reason", givenReason(step, session, labels));
    case "reason_skipped":
      return plain("Skipped the reason");
    case "offer_shown":
      return plain("Saw an offer", shownOffer === null ? null : `${shownOffer.label}. ${shownOffer.terms}`.trim());
    case "offer_accepted":
      return plain("Accepted the offer", shownOffer?.label ?? null);
    case "confirm_shown":
      return plain("Saw the confirmation");
    case "withdrawal_shown":
      return plain("Saw the confirmation of a withdrawal");
    case "kept":
      return plain("Kept the subscription");
    case "confirmed":
      return plain("Confirmed the cancellation");
    case "withdrawn":
      return plain("Withdrew from the contract");
    case "left":
      return plain("Left by the link back", "Counts as abandoned unless the customer comes back before the session ends.");
    case "abandoned":
      return plain("Session ended without an outcome", "24 hours after the last step.");
    case "expired":
      return plain("Link expired unopened");
    case "result_issued":
      return plain("Was sent back to you, with a result token");
    case "result_verified":
      return plain("Your server verified the result token");
  }
}

function givenReason({ data }: SessionStep, { reasonKey, reasonText }: SessionDetail, labels: Labels): string | null {
  const key = typeof data.reason === "string" ? data.reason : null;
  const said = key === null ? "In their own words" : (labels[key] ?? key);
  if (data.text !== true) return said;
  // The words that are kept are the last ones; an earlier answer may have had others.
  return key === reasonKey && reasonText !== null ? `${said}, with words of their own` : said;
}

/** "after 8 s", "after 3 min 20 s", "after 2 h 5 min", "after 3 d 4 h": how long after the step before. */
export function pauseWords(seconds: number | null): string | null {
  if (seconds === null) return null;
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor((seconds % 86_400) / 3_600), "h"],
    [Math.floor((seconds % 3_600) / 60), "min"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return "after less than 1 s";
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return `after ${shown.map(([count, unit]) => `${count} ${unit}`).join(" ")}`;
}
