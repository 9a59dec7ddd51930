"use client";

import { type DragEvent, useState } from "react";
import { moved } from "./order.ts";

interface Dragged {
  key: string;
  order: string[];
}

/** Sorting rows by their handles with the mouse; touch and keyboard have the menu. Rows are known by data-reason. */
export function useDragOrder(order: string[], onDrop: (order: string[], key: string) => void) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  return {
    /** As it stands while something is dragged. */
    order: dragged?.order ?? order,
    draggedKey: dragged?.key ?? null,
    handlers: {
      onDragStart(event: DragEvent) {
        const key = keyOf(event);
        const row = rowOf(event);
        if (key === undefined || row === null) return;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", key);
        event.dataTransfer.setDragImage(row, 16, 16);
        setDragged({ key, order });
      },
      onDragOver(event: DragEvent) {
        if (dragged === null) return;
        event.preventDefault();
        const over = keyOf(event);
        const row = rowOf(event);
        if (over === undefined || over === dragged.key || row === null) return;
        const from = dragged.order.indexOf(dragged.key);
        const to = dragged.order.indexOf(over);
        // Rows differ in height: only beyond the middle do the two change places, or they would do so again and again.
        const { top, height } = row.getBoundingClientRect();
        const isBeyond = from < to ? event.clientY > top + height / 2 : event.clientY < top + height / 2;
        if (isBeyond) setDragged({ key: dragged.key, order: moved(dragged.order, dragged.key, to) });
      },
      onDrop(event: DragEvent) {
        if (dragged === null) return;
        event.preventDefault();
        setDragged(null);
        if (dragged.order.join(" ") !== order.join(" ")) onDrop(dragged.order, dragged.key);
      },
      /** Also where it ends in nothing: by Esc, or outside. */
      onDragEnd() {
        setDragged(null);
      },
    },
  };
}

function rowOf(event: DragEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest("tr") : null;
}

function keyOf(event: DragEvent): string | undefined {
  return rowOf(event)?.querySelector<HTMLElement>("[data-reason]")?.dataset.reason;
}
