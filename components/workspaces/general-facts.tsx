import { TextField } from "#components/ui/text-field.tsx";
import type { WorkspaceProfile } from "#lib/features/workspaces/model/workspace-settings.ts";

/** The same as the form, for those who only look. @param why one sentence that says who may change it */
export function GeneralFacts({ profile: { name, timeZone, currency }, why }: { profile: WorkspaceProfile; why: string }) {
  return (
    <div className="grid max-w-110 gap-5">
      <TextField label="Name" dir="auto" value={name} disabled />
      <TextField label="Time zone" hint="Days and weeks of all figures begin and end here." value={timeZone.replaceAll("_", " ")} disabled />
      <TextField label="Currency" value={currency} disabled />
      <p className="text-13 text-muted">{why}</p>
    </div>
  );
}
