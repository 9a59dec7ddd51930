"use client";

import { useState } from "react";
import { ActionFailure } from "#components/forms/action-failure.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import { Part } from "./part.tsx";

/** Stands in for a server: what is no address, or "taken", is refused at its field, "broken" as a whole. */
async function answer({ slug }: { name: string; slug: string }): Promise<ActionResult> {
  const refuse = (message: string, fields: Record<string, string>): ActionResult => ({
    ok: false,
    error: { code: "conflict", message, requestId: "req_01J9Z2Y5", fields },
  });
  if (!/^[a-z0-9-]+$/.test(slug)) return refuse("A field needs attention.", { slug: "Use a–z, 0–9 and hyphens." });
  if (slug === "taken") return refuse("The address is taken.", { slug: "This address is taken; choose another." });
  if (slug === "broken") return refuse("The workspace is read-only until its invoice is paid.", {});
  return { ok: true, data: undefined };
}

export function FormPart() {
  const [name, setName] = useState("Acme");
  const [slug, setSlug] = useState("acme");
  const { form, send, faults, failure, pending } = useSubmit({ action: answer, fields: ["name", "slug"], onDone: () => toast.done("Saved") });
  return (
    <Part title="A form">
      <div className="grid gap-4 lg:grid-cols-2">
        <form ref={form} onSubmit={(event) => send(event, { name, slug })} noValidate>
          <Card
            title="Workspace"
            description="Faults land at their fields; what was typed stays."
            footer={
              <Button type="submit" variant="primary" pending={pending}>
                Save workspace
              </Button>
            }
          >
            <div className="grid gap-4">
              <ActionFailure failure={failure} />
              <TextField label="Workspace name" name="name" value={name} onChange={(event) => setName(event.target.value)} error={faults.name} />
              <TextField
                label="Workspace address"
                hint="“taken” and “broken” are refused."
                name="slug"
                value={slug}
                onChange={(event) => setSlug(event.target.value)}
                error={faults.slug}
              />
            </div>
          </Card>
        </form>
        <div className="grid content-start gap-4">
          <ActionFailure
            failure={{ code: "workspace_read_only", message: "The workspace is read-only until its invoice is paid.", requestId: "req_01J9Z2Y5", fields: {} }}
          />
        </div>
      </div>
    </Part>
  );
}
