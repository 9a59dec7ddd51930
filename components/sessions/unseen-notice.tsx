import Link from "next/link";
import { countText } from "#components/ui/figure-text.ts";
import { Notice } from "#components/ui/notice.tsx";

interface Props {
  unseen: { count: number; capped: boolean };
  /** In sandbox nobody misses anything. */
  isSandbox: boolean;
  showHref: string;
  /** Where endpoints are made, for those who may; null for others. */
  webhooksHref: string | null;
  docsHref: string;
}

/** Outcomes that the merchant may not know of, and what to do about it. */
export function UnseenNotice({ unseen, isSandbox, showHref, webhooksHref, docsHref }: Props) {
  if (unseen.count === 0) return null;
  const one = unseen.count === 1 && !unseen.capped;
  return (
    <Notice
      tone={isSandbox ? "info" : "warning"}
      title={`${countText(unseen)} completed ${one ? "session" : "sessions"} of the last 30 days: you may not know ${one ? "its" : "their"} outcome`}
    >
      <p>
        No webhook endpoint took {one ? "it" : "them"}, and no server asked to verify {one ? "its result" : "their results"}.{" "}
        <Link href={showHref} prefetch={false}>
          Show {one ? "it" : "them"}
        </Link>
      </p>
      <p className="mt-1">
        {webhooksHref === null ? "Ask an admin for a webhook endpoint" : <Link href={webhooksHref}>Add a webhook endpoint</Link>} for{" "}
        <code>cancel_session.completed</code>, or <Link href={docsHref}>verify the token</Link> when a customer returns. If your server already checks tokens by
        itself with the Signing Secret, RetentBase cannot see that; the webhook still tells you of customers who never return.
      </p>
    </Notice>
  );
}
