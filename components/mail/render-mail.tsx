import { render } from "@react-email/render";
import type { ReactElement } from "react";
import type { Mail, RenderedMail } from "#lib/features/mails/model/mail.ts";
import { receiptLetter } from "#lib/hosted/receipt-letter.ts";
import { AccessLost } from "./access-lost.tsx";
import { AccessRestored } from "./access-restored.tsx";
import { AccountExists } from "./account-exists.tsx";
import { CancellationReceipt } from "./cancellation-receipt.tsx";
import { Invitation } from "./invitation.tsx";
import { MagicLink } from "./magic-link.tsx";
import { OwnershipTransferred } from "./ownership-transferred.tsx";
import { PasswordChanged } from "./password-changed.tsx";
import { PaymentFailed } from "./payment-failed.tsx";
import { ResetPassword } from "./reset-password.tsx";
import { TrialEnding } from "./trial-ending.tsx";
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
    case "trial_ending":
      return { subject: `${mail.workspaceName}: the trial ends soon`, letter: <TrialEnding mail={mail} /> };
    case "payment_failed":
      return { subject: `${mail.workspaceName}: a payment did not go through`, letter: <PaymentFailed mail={mail} /> };
    case "access_lost":
      return { subject: `${mail.workspaceName} is read-only now`, letter: <AccessLost mail={mail} /> };
    case "access_restored":
      return { subject: `${mail.workspaceName} works again`, letter: <AccessRestored mail={mail} /> };
    case "webhook_endpoint_disabled":
      return { subject: `${mail.workspaceName}: a webhook endpoint was disabled`, letter: <WebhookEndpointDisabled mail={mail} /> };
  }
}
