"use client";

import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FlowConfig } from "#lib/features/flows/model/flow-config.ts";
import { AccentField } from "./accent-field.tsx";
import { Editor } from "./editor.tsx";
import { useFlowDraft } from "./flow-draft.tsx";
import { LogoField } from "./logo-field.tsx";

/** How the pages show whose they are. */
export function BrandingEditor({ workspaceName }: { workspaceName: string }) {
  const { draft, change, faults } = useFlowDraft();
  const { branding } = draft;
  const set = (values: Partial<FlowConfig["branding"]>) => change((now) => ({ ...now, branding: { ...now.branding, ...values } }));
  return (
    <Editor>
      <Card title="Logo" description="Stands at the head of every page, 40 pixels high. Without one your name stands there.">
        <LogoField logoId={branding.logoId} onChange={(logoId) => set({ logoId })} error={faults["branding.logoId"]} />
      </Card>
      <Card title="Accent" description="For links, what is chosen and the ring around what has the focus. The buttons that cancel and keep have no colour.">
        <AccentField accent={branding.accent} onChange={(accent) => set({ accent })} error={faults["branding.accent"]} />
      </Card>
      <Card title="Names and help">
        <div className="grid gap-4">
          <TextField
            label="Product name"
            hint="What customers cancel, where the link does not say. Empty: “your subscription”."
            placeholder={workspaceName}
            dir="auto"
            optional
            value={branding.productName ?? ""}
            onChange={(event) => set({ productName: event.target.value || null })}
            error={faults["branding.productName"]}
            maxLength={80}
          />
          <TextField
            label="Support link"
            hint="Stands in the same place on every page; an https:// or mailto: address."
            placeholder="https://example.com/help"
            optional
            value={branding.supportUrl ?? ""}
            onChange={(event) => set({ supportUrl: event.target.value || null })}
            error={faults["branding.supportUrl"]}
            maxLength={500}
            spellCheck={false}
            autoComplete="off"
          />
        </div>
      </Card>
    </Editor>
  );
}
