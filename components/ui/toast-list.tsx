"use client";

import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { Toaster as Sonner, toast } from "sonner";

/** Says one; see toast.tsx. */
export const say = toast;

/** The messages themselves; they come with their package once the page is up. */
export function ToastList() {
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel="Messages"
      offset={16}
      mobileOffset={12}
      icons={{
        success: <CircleCheck aria-hidden="true" className="size-4 text-accent-text" />,
        error: <CircleAlert aria-hidden="true" className="size-4 text-danger-text" />,
        info: <Info aria-hidden="true" className="size-4 text-muted" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-card border border-line bg-surface px-3.5 py-3 font-sans text-13 text-ink shadow-float duration-150! motion-reduce:transition-none! [&[data-expanded=false][data-front=false]>*]:opacity-0",
          icon: "mt-0.5 shrink-0",
          content: "grid min-w-0 flex-1 gap-0.5",
          title: "wrap-anywhere font-medium",
          description: "wrap-anywhere text-muted",
          actionButton: "shrink-0 cursor-pointer rounded-control border border-line-strong px-2 py-0.5 font-medium hover:bg-sunken pointer-coarse:min-h-9",
        },
      }}
    />
  );
}
