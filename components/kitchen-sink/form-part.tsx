"use client";

import { ActionFailure } from "#components/forms/action-failure.tsx";
import { useActionForm } from "#components/forms/use-action-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { WorkspaceValues } from "./form-schema.ts";
import { Part } from "./part.tsx";

/** Stands in for a server: "taken" is refused at its field, "broken" as a whole. */
async function answer({ slug }: WorkspaceValues): Promise<ActionResult> {
  const refuse = (message: string, fields: Record<string, string>): ActionResult => ({
    ok: false,
    error: { code: "conflict", message, requestId: "req_01J9Z2Y5", fields },
  });
  if (slug === "taken") return refuse("The address is taken.", { slug: "This address is taken; choose another." });
  if (slug === "broken") return refuse("The workspace is read-only until its invoice is paid.", {});
  return { ok: true, data: undefined };
}

export function FormPart() {
  const { field, onSubmit, failure, pending } = useActionForm({
    schema: async () => (await import("./form-schema.ts")).schema,
    defaultValues: { name: "Acme", slug: "acme" },
    action: answer,
    onDone: () => toast.done("Saved"),
  });
  return (
    <Part title="A form">
      <div className="grid gap-4 lg:grid-cols-2">
        <form onSubmit={onSubmit} noValidate>
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
              <TextField label="Workspace name" {...field("name")} />
              <TextField label="Workspace address" hint="“taken” and “broken” are refused." {...field("slug")} />
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
