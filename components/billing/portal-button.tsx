import type { ButtonLook } from "#components/ui/button.tsx";
import { type PostedAction, PostedButton } from "./posted-button.tsx";

interface Props extends ButtonLook {
  openPortal: PostedAction;
  /** "card" leads straight to the card. */
  to?: "all" | "card";
  label?: string;
}

/** Leads to Stripe's customer portal. */
export function PortalButton({ openPortal, to = "all", label = "Open the portal", ...look }: Props) {
  return <PostedButton action={openPortal} fields={{ for: to }} label={label} failureTitle="The portal could not be opened" {...look} />;
}
