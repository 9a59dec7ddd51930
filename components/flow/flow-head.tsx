"use client";

import { ExternalLink } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionFailure } from "#components/forms/action-failure.tsx";
import { sent } from "#components/forms/sent.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormFailure } from "#components/ui/form-failure.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import { ConfirmButton } from "./confirm-button.tsx";
import { FaultList } from "./fault-list.tsx";
import { useFlowDraft } from "./flow-draft.tsx";
import { usePreviewQuestion } from "./preview-question.tsx";

/** Loaded when two editors meet. */
const OvertakenNotice = dynamic(() => import("./overtaken-notice.tsx").then((module) => module.OvertakenNotice), { ssr: false });

/** Title of Flow, where its draft stands, and what can be done with it from every page. */
export function FlowHead({ isDemo }: { isDemo: boolean }) {
  const { actions, isUnsaved, isOvertaken, pending, save, discard } = useFlowDraft();
  const { question } = usePreviewQuestion();
  const { draft } = useFlowDraft();
  const [isOpening, setOpening] = useState(false);
  const router = useRouter();

  async function trySandbox() {
    if (actions === null) return;
    // Opened by the press itself, or the browser would take it for an advertisement.
    const tab = window.open("", "_blank");
    if (tab !== null) tab.opener = null;
    setOpening(true);
    const answer = await sent(() => actions.trySandbox({ config: draft, customer: question.customer, locale: question.locale }));
    setOpening(false);
    if (answer.ok) {
      if (tab === null) window.location.assign(answer.data.url);
      else tab.location.href = answer.data.url;
      return;
    }
    tab?.close();
    toast.failed(answer.error.message, { id: "flow" });
  }

  return (
    <>
      <PageHead
        title="Flow"
        description="The hosted pages on which your customers cancel, or accept an offer."
        actions={
          actions !== null && (
            <>
              <Button onClick={trySandbox} pending={isOpening}>
                <ExternalLink aria-hidden="true" />
                Try it in sandbox
              </Button>
              {isUnsaved && (
                <ConfirmButton
                  button={<Button>Discard changes</Button>}
                  title="Discard your changes?"
                  description="What you changed since the draft was last saved is lost. The saved draft and the published flow stay."
                  confirmLabel="Discard changes"
                  onConfirm={async () => {
                    discard();
                    router.refresh();
                    return { ok: true };
                  }}
                />
              )}
              <Button variant="primary" disabled={!isUnsaved || isOvertaken} pending={pending} onClick={() => void save()}>
                Save draft
              </Button>
            </>
          )
        }
        filters={<Standing isDemo={isDemo} />}
      />
      {isOvertaken ? <OvertakenNotice /> : <Refused />}
    </>
  );
}

/** Why the last save was refused: the fields that are not right, wherever they stand. */
function Refused() {
  const { failure, faults } = useFlowDraft();
  const count = Object.keys(faults).length;
  if (count === 0) return <ActionFailure failure={failure} />;
  return <FormFailure title={`Not saved: ${count === 1 ? "one field is" : `${count} fields are`} not right`} message={<FaultList faults={faults} />} />;
}

/** What is unsaved, saved and published, in words. */
function Standing({ isDemo }: { isDemo: boolean }) {
  const { saved, isUnsaved, actions, timeZone } = useFlowDraft();
  const { published, savedAt, savedBy } = saved;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-muted" data-flow-standing="">
      <span role="status" className="empty:sr-only">
        {isUnsaved && <Badge tone="warning">Unsaved changes</Badge>}
      </span>
      <span>
        {savedAt === null ? (
          "The draft was never saved."
        ) : (
          <>
            Draft saved <Time at={savedAt} timeZone={timeZone} />
            {savedBy !== null && ` by ${savedBy}`}.
          </>
        )}
      </span>
      <span>
        {published === null ? (
          "Nothing is published: customers see the plain flow without offers."
        ) : (
          <>
            Version {published.version} is published
            {JSON.stringify(published.config) === JSON.stringify(saved.draft) ? ", the same as the saved draft." : "; the saved draft differs."}
          </>
        )}
      </span>
      {actions === null && <span>{isDemo ? "The public demo is read only." : "Owners and admins can change this."}</span>}
    </div>
  );
}
