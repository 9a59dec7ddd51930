"use client";

import { useEffect, useRef, useState } from "react";

const widths = { phone: 390, desktop: 880 };

interface Props {
  html: string;
  title: string;
  width: keyof typeof widths;
  theme: "light" | "dark";
  /** Somebody pressed a control of the page, or chose another language on it. */
  onPress(control: string, reasonKey: string | null): void;
  onLanguage(locale: string): void;
}

interface Page {
  id: number;
  html: string;
}

/**
 * A hosted page in a frame that runs no script and sends no form. The new page is drawn behind the old one and takes its place
 * when it is there, so nothing flickers and the browser's history stays as it was.
 */
export function PreviewFrame({ html, title, width, theme, onPress, onLanguage }: Props) {
  const [pages, setPages] = useState<Page[]>([]);
  const [height, setHeight] = useState(560);
  const [room, setRoom] = useState<number>(widths.phone);
  const box = useRef<HTMLDivElement>(null);
  const next = useRef(0);
  // A page outlives the question it was drawn for where the next one looks the same; its controls answer to the latest.
  const latest = useRef({ onPress, onLanguage });
  useEffect(() => {
    latest.current = { onPress, onLanguage };
  });
  const scale = Math.min(1, room / widths[width]);

  useEffect(() => {
    setPages((now) => (now.at(-1)?.html === html ? now : [...now.slice(-1), { id: next.current++, html }]));
  }, [html]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  function arrived(frame: HTMLIFrameElement, id: number) {
    const page = frame.contentDocument;
    if (page === null) return;
    setPages((now) => now.filter((one) => one.id >= id));
    const measure = () => setHeight(Math.ceil(page.body.getBoundingClientRect().height));
    measure();
    page.addEventListener("click", (event) => {
      const target = event.target as Element;
      const link = target.closest("a");
      const control = target.closest<HTMLButtonElement>("button[name=do]");
      // Nothing on it leads anywhere; what its controls would show is shown here.
      if (link !== null || control !== null) event.preventDefault();
      const language = link?.getAttribute("hreflang");
      if (language) latest.current.onLanguage(language);
      const chosen = page.querySelector<HTMLInputElement>("input[name=reasonKey]:checked");
      if (control !== null) latest.current.onPress(control.value, chosen === null || chosen.value === "" ? null : chosen.value);
    });
    page.addEventListener("toggle", measure, true);
    page.addEventListener("change", measure);
  }

  return (
    <div ref={box} className="relative overflow-hidden rounded-card border border-line bg-surface" style={{ height: height * scale, colorScheme: theme }}>
      {pages.map(({ id, html: text }, i) => (
        <iframe
          key={id}
          title={title}
          // No script, no form, no way out; the same origin, so that it may be measured and its logo loads.
          sandbox="allow-same-origin"
          srcDoc={allowed(text)}
          onLoad={(event) => arrived(event.currentTarget, id)}
          aria-hidden={i < pages.length - 1 || undefined}
          className="absolute start-0 top-0 origin-top-left border-0"
          style={{ width: widths[width], height, transform: `scale(${scale})`, zIndex: pages.length - i }}
        />
      ))}
    </div>
  );
}

/** Our page's policy holds in the frame too, so its style elements carry our page's nonce. */
function allowed(html: string): string {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
  return html.replaceAll("<style>", `<style nonce="${nonce}">`);
}
