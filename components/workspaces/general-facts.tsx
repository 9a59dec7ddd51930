import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { WorkspaceProfile } from "#lib/features/workspaces/model/workspace-settings.ts";

/** The same as the form, for those who only look. @param why one sentence that says who may change it */
export function GeneralFacts({ profile, why }: { profile: WorkspaceProfile; why: string }) {
  const { name, timeZone, currency } = profile;
  return (
    <Card title="Workspace" description={why}>
      <div className="grid max-w-110 gap-5">
        <TextField label="Name" dir="auto" value={name} disabled />
        <TextField label="Time zone" hint="Days and weeks of all figures begin and end here." value={timeZone} disabled />
        <TextField label="Currency" value={currency} disabled />
      </div>
    </Card>
  );
}
