"use server";

import {
  type RotateSigningSecretInput,
  rotateSigningSecretInput,
  type SigningSecretInput,
  signingSecretInput,
} from "#lib/features/signing-secrets/model/signing-secret.ts";
import { retireSigningSecret } from "#lib/features/signing-secrets/retire.ts";
import { revealSigningSecret } from "#lib/features/signing-secrets/reveal.ts";
import { rotateSigningSecret } from "#lib/features/signing-secrets/rotate.ts";
import { workspaceAction } from "#lib/http/action.ts";

export async function revealSigningSecretAction(slug: string, input: SigningSecretInput) {
  return workspaceAction({ workspace: slug, schema: signingSecretInput, input }, async (given) => (await revealSigningSecret(given)).secret);
}

/** The new secret is not in the answer: whoever wants to see it reveals it, which is written down. */
export async function rotateSigningSecretAction(slug: string, input: RotateSigningSecretInput) {
  return workspaceAction({ workspace: slug, schema: rotateSigningSecretInput, input, shownOn: pageOf(slug) }, async (given) => {
    await rotateSigningSecret(given);
  });
}

export async function retireSigningSecretAction(slug: string, input: SigningSecretInput) {
  return workspaceAction({ workspace: slug, schema: signingSecretInput, input, shownOn: pageOf(slug) }, retireSigningSecret);
}

function pageOf(slug: string): string {
  return `/dashboard/${slug}/settings/signing-secrets`;
}
