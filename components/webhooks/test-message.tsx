"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { sent } from "#components/forms/sent.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { attemptWords, isDelivered } from "#lib/features/webhooks/model/attempt-words.ts";
import type { WebhookEndpoint } from "#lib/features/webhooks/model/endpoint.ts";
import type { WebhookActions } from "./webhook-actions.ts";

interface Props {
  endpoint: WebhookEndpoint;
  actions: Pick<WebhookActions, "test" | "attempts">;
}

/** Looks for the answer so often; an attempt takes 15 seconds at most. */
const LOOKS = 20;
const EVERY_MS = 1_000;

/** Sends a test message and waits for what comes of it. */
export function TestMessage({ endpoint, actions }: Props) {
  const router = useRouter();
  const [isWaiting, setIsWaiting] = useState(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  async function test() {
    setIsWaiting(true);
    const made = await sent(() => actions.test({ id: endpoint.id }));
    if (made.ok) await answerTo(made.data.messageId);
    else toast.failed(made.error.message);
    if (isGone.current) return;
    setIsWaiting(false);
    // The list tells it too.
    router.refresh();
  }

  async function answerTo(messageId: string) {
    for (let look = 0; look < LOOKS && !isGone.current; look++) {
      const answer = await sent(() => actions.attempts({ endpointId: endpoint.id, messageId }));
      if (!answer.ok) return toast.failed(answer.error.message);
      const first = answer.data[0];
      if (first !== undefined) {
        if (isDelivered(first)) toast.done("The test message arrived", { description: attemptWords(first) });
        else toast.failed("The test message did not arrive", { description: attemptWords(first) });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    toast.say("The test message is still on its way", { description: "What comes of it will stand here, among the latest messages." });
  }

  return (
    <Button size="small" pending={isWaiting} disabled={!endpoint.enabled} onClick={test}>
      <Send aria-hidden="true" />
      {isWaiting ? "Waiting for the answer" : "Send a test message"}
    </Button>
  );
}
