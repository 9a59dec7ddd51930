import { render } from "@react-email/render";
import type { ReactElement } from "react";
import type { Mail, RenderedMail } from "#lib/features/mails/model/mail.ts";
import { receiptLetter } from "#lib/hosted/receipt-letter.ts";
import { AccountExists } from "./account-exists.tsx";
import { CancellationReceipt } from "./cancellation-receipt.tsx";
import { Invitation } from "./invitation.tsx";
import { MagicLink } from "./magic-link.tsx";
import { OwnershipTransferred } from "./ownership-transferred.tsx";
import { PasswordChanged } from "./password-changed.tsx";
import { ResetPassword } from "./reset-password.tsx";
import { VerifyEmail } from "./verify-email.tsx";
import { WebhookEndpointDisabled } from "./webhook-endpoint-disabled.tsx";

/** A mail as it goes out: subject, HTML, and the same as plain text. scripts/mail-bundle.ts makes generated/mail.js of this. */
export async function renderMail(mail: Mail): Promise<RenderedMail> {
  const { subject, letter } = compose(mail);
  return { subject: subject.replace(/\s+/g, " "), html: await render(letter), text: (await render(letter, { plainText: true })).trim() };
}

function compose(mail: Mail): { subject: string; letter: ReactElement } {
  switch (mail.template) {
    case "verify_email":
      return { subject: "Confirm your e-mail address", letter: <VerifyEmail mail={mail} /> };
    case "reset_password":
      return { subject: "Choose a new password", letter: <ResetPassword mail={mail} /> };
    case "magic_link":
      return { subject: "Your link to sign in", letter: <MagicLink mail={mail} /> };
    case "account_exists":
      return { subject: "You have an account already", letter: <AccountExists mail={mail} /> };
    case "password_changed":
      return { subject: "Your password was changed", letter: <PasswordChanged mail={mail} /> };
    case "invitation":
      return { subject: `Invitation to ${mail.workspaceName}`, letter: <Invitation mail={mail} /> };
    case "ownership_transferred":
      return { subject: `${mail.workspaceName}: the ownership was transferred`, letter: <OwnershipTransferred mail={mail} /> };
    case "cancellation_receipt": {
      const letter = receiptLetter(mail);
      return { subject: letter.subject, letter: <CancellationReceipt mail={mail} letter={letter} /> };
    }
    case "webhook_endpoint_disabled":
      return { subject: `${mail.workspaceName}: a webhook endpoint was disabled`, letter: <WebhookEndpointDisabled mail={mail} /> };
  }
}
