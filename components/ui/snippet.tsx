"use client";

import { useState } from "react";

/** Code to copy. Without a clipboard (plain http, no JavaScript) it can still be selected. */
export function Snippet({ code, label }: { code: string; label: string }) {
  const [said, setSaid] = useState("");

  async function copy() {
    try {
      await navigator.clipboard.writeText(code);
      setSaid("Copied");
    } catch {
      setSaid("Select the text to copy it");
    }
  }

  return (
    <div className="snippet">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label}>
        <pre>
          <code>{code}</code>
        </pre>
      </section>
      <button type="button" className="button button-small" onClick={copy}>
        {said === "" ? "Copy" : said}
      </button>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </div>
  );
}
