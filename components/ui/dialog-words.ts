import type { ReactNode } from "react";

/** What a dialog says. */
export interface DialogWords {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the one that does it last. */
  footer?: ReactNode;
  size?: "small" | "medium" | "large";
  /** A selector of what gets the focus first; the first field when it is left out. */
  startAt?: string;
}
