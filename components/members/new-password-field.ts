import type { PostedField } from "#components/forms/posted-fields.tsx";
import { PASSWORD_LENGTH } from "#lib/features/members/model/password-fault.ts";

/** Where a new password is chosen: what it needs is said before anything is wrong with it. */
export function newPasswordField(label: string): PostedField {
  return {
    name: "password",
    label,
    type: "password",
    autoComplete: "new-password",
    hint: `At least ${PASSWORD_LENGTH.min} characters. Three or four words do well; your name, your address and common passwords do not.`,
    minLength: PASSWORD_LENGTH.min,
    maxLength: PASSWORD_LENGTH.max,
  };
}
