"use client";

import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";

export interface ChartWords {
  title: ReactNode;
  /** One sentence of what it answers. */
  description?: ReactNode;
  /** Beside the "Table" switch: a CSV link. */
  actions?: ReactNode;
  /** What the picture says, in one sentence, for those who do not see it. */
  summary: string;
  level?: 2 | 3;
}

interface Props extends ChartWords {
  /** Pixels that the picture takes, from the first byte on. */
  height: number;
  /** Under the picture; its height is fixed too. */
  legend?: ReactNode;
  /** Nothing to draw: says so instead. */
  isEmpty: boolean;
  /** The same numbers, as a table. */
  table: ReactNode;
  /** Draws the picture; called in the browser once it is seen. */
  draw: (width: number) => ReactNode;
}

/** A chart in its card: loads when it is seen, keeps its place until then, and shows the same numbers as a table when asked. */
export function ChartCard({ title, description, actions, summary, level, height, legend, isEmpty, table, draw }: Props) {
  const [asTable, setAsTable] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidthOnceSeen(box, asTable || isEmpty);
  return (
    <Card
      title={title}
      description={description}
      level={level}
      actions={
        <>
          <Button size="small" variant="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} className="aria-pressed:bg-selected">
            Table
          </Button>
          {actions}
        </>
      }
    >
      {asTable && table}
      {!asTable && isEmpty && (
        <p className="grid place-items-center rounded-control border border-line-strong border-dashed text-13 text-muted" style={{ height }}>
          Nothing was counted in this time.
        </p>
      )}
      {!asTable && !isEmpty && (
        <>
          <div ref={box} role="img" aria-label={summary} className="min-w-0" style={{ height }}>
            {width > 0 && <Suspense fallback={null}>{draw(width)}</Suspense>}
          </div>
          {legend}
        </>
      )}
    </Card>
  );
}

/** Width of the box in pixels; 0 until it comes into view, so that what draws in it is not loaded for nothing. */
function useWidthOnceSeen(box: React.RefObject<HTMLDivElement | null>, isHidden: boolean): number {
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const element = box.current;
    if (element === null || isHidden) return;
    const size = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    const sight = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        sight.disconnect();
        size.observe(element);
      },
      { rootMargin: "200px" },
    );
    sight.observe(element);
    return () => {
      sight.disconnect();
      size.disconnect();
    };
  }, [box, isHidden]);

  return width;
}
