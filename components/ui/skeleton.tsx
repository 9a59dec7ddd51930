import { cn } from "./cn.ts";

const bone = "block animate-skeleton rounded-control bg-line motion-reduce:animate-none";

/** A grey shape where content will stand; give it the size of that content. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn(bone, "h-4", className)} />;
}

/** The layout of a table that is loading, with as many rows as it will have. */
export function SkeletonTable({ rows, columns }: { rows: number; columns: number }) {
  const lines = Array.from({ length: rows }, (_, row) => `row ${row}`);
  const cells = Array.from({ length: columns }, (_, column) => `column ${column}`);
  return (
    <div role="status" className="overflow-hidden rounded-card border border-line bg-surface">
      <span className="sr-only">Loading</span>
      <div className="h-[35px] border-line border-b bg-sunken" />
      {lines.map((line) => (
        <div key={line} className="flex h-[37px] items-center gap-6 border-line border-b px-3.5 last:border-b-0">
          {cells.map((cell, column) => (
            <Skeleton key={cell} className={cn("h-3", column === 0 ? "flex-[2]" : "flex-1", column > 2 && "max-sm:hidden")} />
          ))}
        </div>
      ))}
    </div>
  );
}
