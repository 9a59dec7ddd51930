"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { cn } from "./cn.ts";
import { isTyping } from "./is-typing.ts";

interface Props {
  /** Names what is open; another key is another thing, and the focus moves to it. */
  panelKey: string;
  title: ReactNode;
  /** Beside the title: a badge, a menu. */
  actions?: ReactNode;
  /** The page without the panel. */
  closeHref: string;
  footer?: ReactNode;
  className?: string;
  children: ReactNode;
}

const NARROW = "(max-width: 1023px)";
const ROW_LINK = "a[data-row-link]";

/**
 * The whole story of one row beside its list: a region on wide screens, a full-screen dialog on narrow ones. The address
 * says whether it is open, so it works without scripts too; Esc closes it and gives the focus back to the row. It takes the
 * focus when a row is pressed and when it comes with its page, not when it follows j and k (TableRegion).
 */
export function SidePanel({ panelKey, title, actions, closeHref, footer, className, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const release = useRef(() => {});
  /** Whether a row was pressed, which opens it to be read. A panel that comes with its page is read too. */
  const isAskedFor = useRef(true);
  const titleId = useId();
  const router = useRouter();
  const isModal = useSyncExternalStore(
    watchWidth,
    () => matchMedia(NARROW).matches,
    () => false,
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key is another thing
  useLayoutEffect(() => {
    const active = document.activeElement;
    const row = document.querySelector<HTMLElement>(`[aria-current] ${ROW_LINK}`);
    if (row !== null) opener.current = row;
    else if (active instanceof HTMLElement && active !== document.body && !panel.current?.contains(active)) opener.current = active;
    // Who walks the rows by j and k stays on them, and the panel follows.
    if (!active?.matches(ROW_LINK) || isAskedFor.current) heading.current?.focus({ preventScroll: true });
    isAskedFor.current = false;
  }, [panelKey]);

  useEffect(() => {
    function onClick(event: MouseEvent) {
      const row = event.target instanceof Element ? event.target.closest(ROW_LINK) : null;
      if (row === null) return;
      isAskedFor.current = true;
      // This one is open already.
      if (row.closest("[aria-current]") !== null) heading.current?.focus({ preventScroll: true });
    }
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, []);

  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      const active = document.activeElement;
      const hadFocus = active === null || active === document.body || element?.contains(active);
      // What is out of reach cannot take the focus.
      release.current();
      if (hadFocus) opener.current?.focus({ preventScroll: true });
    };
  }, []);

  useLayoutEffect(() => {
    if (!isModal || panel.current === null) return;
    release.current = makeRestInert(panel.current);
    if (!panel.current.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
    return release.current;
  }, [isModal]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== "Escape" || event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      router.push(closeHref, { scroll: false });
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [closeHref, router]);

  return (
    <section
      ref={panel}
      aria-labelledby={titleId}
      {...(isModal && { role: "dialog", "aria-modal": true })}
      data-side-panel=""
      className={cn(
        "flex min-w-0 flex-col overflow-y-auto overscroll-contain bg-surface max-lg:fixed max-lg:inset-0 max-lg:z-30 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-32px)] lg:rounded-card lg:border lg:border-line lg:shadow-float",
        className,
      )}
    >
      <div className="sticky top-0 z-10 flex items-start gap-2 border-line border-b bg-surface py-2.5 ps-5 pe-3">
        <h2 ref={heading} id={titleId} tabIndex={-1} className="min-w-0 flex-1 wrap-anywhere py-1 font-semibold text-14 outline-none">
          {title}
        </h2>
        {actions !== undefined && <div className="flex items-center gap-2 py-1">{actions}</div>}
        <Link
          href={closeHref}
          scroll={false}
          aria-label="Close"
          className="grid size-7 shrink-0 place-items-center rounded-control text-muted hover:bg-selected hover:text-ink pointer-coarse:size-9"
        >
          <X aria-hidden="true" className="size-4" />
        </Link>
      </div>
      <div className="flex-1 px-5 py-4">{children}</div>
      {footer !== undefined && <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-line border-t bg-surface px-5 py-3">{footer}</div>}
    </section>
  );
}

function watchWidth(onChange: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** Takes everything but `element` and what is read out by itself out of reach. @returns what puts it back. */
function makeRestInert(element: HTMLElement): () => void {
  const hidden: HTMLElement[] = [];
  for (let node: HTMLElement = element; node.parentElement !== null && node !== document.body; node = node.parentElement) {
    for (const sibling of node.parentElement.children) {
      if (sibling === node || !(sibling instanceof HTMLElement) || sibling.inert || sibling.matches("[aria-live], script, style")) continue;
      sibling.inert = true;
      hidden.push(sibling);
    }
  }
  return () => {
    for (const sibling of hidden.splice(0)) sibling.inert = false;
  };
}
