"use client";

import { useEffect, useRef } from "react";
import { Notice } from "./notice.tsx";

interface Props {
  /** Where a fault lies (id of the control, when it has one) and what it is. */
  errors: { id?: string; message: string }[];
  title?: string;
}

/** All that is wrong with a form, at its head, each leading to its control. Takes the focus when it appears. */
export function FormErrors({ errors, title = "This could not be saved" }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const key = errors.map(({ message }) => message).join("\n");

  // Other faults are news, which the focus follows.
  useEffect(() => {
    if (key !== "") box.current?.focus();
  }, [key]);

  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className="rounded-card">
      <Notice tone="danger" title={title} live="assertive">
        <ul className="grid gap-0.5">
          {errors.map(({ id, message }) => (
            <li key={`${id ?? ""} ${message}`}>
              {id === undefined ? (
                message
              ) : (
                <a
                  href={`#${id}`}
                  className="text-danger-text"
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(id)?.focus();
                  }}
                >
                  {message}
                </a>
              )}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
