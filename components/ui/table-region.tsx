"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "./cn.ts";
import { isTyping } from "./is-typing.ts";

interface Props {
  label: string;
  className?: string;
  children: ReactNode;
}

/** The box of a table: scrolls sideways where it must, by keyboard too, and lets j and k walk the rows. A panel that is open follows. */
export function TableRegion({ label, className, children }: Props) {
  const box = useRef<HTMLElement>(null);
  const router = useRouter();
  // Until a script has measured it, it may scroll.
  const [scrolls, setScrolls] = useState(true);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setScrolls(element.scrollWidth > element.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key !== "j" && event.key !== "k") return;
      const { to, isFollowed } = step(box.current, event.key === "j" ? 1 : -1);
      if (to === undefined) return;
      event.preventDefault();
      to.focus();
      to.scrollIntoView({ block: "nearest" });
      // In place of the row before: one step back leaves the panel, however many rows it has shown.
      if (isFollowed) router.replace(to.href, { scroll: false });
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [router]);

  return (
    <section ref={box} aria-label={label} tabIndex={scrolls ? 0 : undefined} className={cn("relative min-w-0", scrolls && "overflow-x-auto", className)}>
      {children}
    </section>
  );
}

/** The next or previous row: from the focused one, else the open one, else the first; and whether it shall be opened, since another one is. */
function step(box: HTMLElement | null, by: 1 | -1): { to: HTMLAnchorElement | undefined; isFollowed: boolean } {
  const links = [...(box?.querySelectorAll<HTMLAnchorElement>("a[data-row-link]") ?? [])];
  const focused = links.findIndex((link) => link.matches(":focus"));
  const open = links.findIndex((link) => link.closest("[aria-current]") !== null);
  const from = focused === -1 ? open : focused;
  const to = from === -1 ? links.at(by === 1 ? 0 : -1) : links[Math.min(Math.max(from + by, 0), links.length - 1)];
  return { to, isFollowed: open !== -1 && to !== links[from] };
}
