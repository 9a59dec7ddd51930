import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Ellipsis, Merge, Pencil } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { UsedReason } from "#lib/features/reasons/model/reason-usage.ts";

interface Props {
  reason: UsedReason;
  place: number;
  count: number;
  /** Off while only some of the list is shown: places would mean nothing. */
  canMove: boolean;
  canMerge: boolean;
  onMove(to: number): void;
  onEdit(): void;
  onMerge(): void;
}

/** What can be done to a reason: one step up or down at hand, the rest behind a menu. */
export function ReasonMenu({ reason, place, count, canMove, canMerge, onMove, onEdit, onMerge }: Props) {
  const name = `“${reason.label}”`;
  const isFirst = place === 0;
  const isLast = place === count - 1;
  const step = cn(
    "max-md:hidden opacity-0 focus-visible:opacity-100 group-hover:opacity-100 group-focus-within:opacity-100 aria-disabled:opacity-0",
    "group-hover:aria-disabled:opacity-40 group-focus-within:aria-disabled:opacity-40 pointer-coarse:hidden",
  );
  return (
    <div className="-my-1 flex justify-end">
      {canMove && (
        <>
          <IconButton
            label={`Move ${name} up`}
            icon={<ArrowUp />}
            size="small"
            tooltip={false}
            disabled={isFirst}
            onClick={() => onMove(place - 1)}
            className={step}
          />
          <IconButton
            label={`Move ${name} down`}
            icon={<ArrowDown />}
            size="small"
            tooltip={false}
            disabled={isLast}
            onClick={() => onMove(place + 1)}
            className={step}
          />
        </>
      )}
      <Menu align="end" trigger={<IconButton label={`Actions for ${name}`} icon={<Ellipsis />} size="small" tooltip={false} />}>
        <MenuItem icon={<Pencil />} onClosed={onEdit}>
          Edit
        </MenuItem>
        {canMerge && (
          <MenuItem icon={<Merge />} onClosed={onMerge}>
            Merge into another
          </MenuItem>
        )}
        {canMove && (
          <>
            <MenuSeparator />
            <MenuItem icon={<ArrowUpToLine />} disabled={isFirst} onSelect={() => onMove(0)}>
              Move to the top
            </MenuItem>
            <MenuItem icon={<ArrowUp />} disabled={isFirst} onSelect={() => onMove(place - 1)}>
              Move up
            </MenuItem>
            <MenuItem icon={<ArrowDown />} disabled={isLast} onSelect={() => onMove(place + 1)}>
              Move down
            </MenuItem>
            <MenuItem icon={<ArrowDownToLine />} disabled={isLast} onSelect={() => onMove(count - 1)}>
              Move to the end
            </MenuItem>
          </>
        )}
      </Menu>
    </div>
  );
}
