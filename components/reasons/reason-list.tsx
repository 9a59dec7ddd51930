"use client";

import { GripVertical, Plus, Search } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, startTransition, useOptimistic, useState } from "react";
import { sent } from "#components/forms/sent.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Input } from "#components/ui/input.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import { equalLabels } from "#lib/features/reasons/model/equal-labels.ts";
import type { UsedReason } from "#lib/features/reasons/model/reason-usage.ts";
import { isSentLately } from "#lib/features/reasons/model/sent-lately.ts";
import { useDragOrder } from "./drag-order.ts";
import { MergedReasons } from "./merged-reasons.tsx";
import { moved } from "./order.ts";
import type { ReasonActions } from "./reason-actions.ts";
import { ReasonMenu } from "./reason-menu.tsx";
import { ReasonName } from "./reason-name.tsx";
import { LastUsedCell, shareText, UsageCell } from "./usage-cells.tsx";

/** Loaded when they are first asked for. */
const ReasonDialog = dynamic(() => import("./reason-dialog.tsx").then((module) => module.ReasonDialog), { ssr: false });
const RefuseKeyDialog = dynamic(() => import("./refuse-key-dialog.tsx").then((module) => module.RefuseKeyDialog), { ssr: false });
const MergeDialog = dynamic(() => import("./merge-dialog.tsx").then((module) => module.MergeDialog), { ssr: false });

interface Props {
  /** All of the workspace, in their order. */
  reasons: UsedReason[];
  environment: "prod" | "sandbox";
  timeZone: string;
  /** null for those who only look. */
  actions: ReasonActions | null;
  /** Between the title and the list. */
  tabs: ReactNode;
}

/** From so many on, a list is searched rather than read. */
const MANY = 12;

type Change = { order: string[] } | { key: string; enabled: boolean };

interface Merging {
  kind: "merge";
  reason: UsedReason;
  /** Keys that count under it now: they go along, and come back should it be undone. */
  followers: string[];
}

/** The reasons as customers meet them, with how often each was given, and all that can be done to them. */
export function ReasonList({ reasons, environment, timeZone, actions, tabs }: Props) {
  const [shown, change] = useOptimistic(reasons, changed);
  const [query, setQuery] = useState("");
  const [said, setSaid] = useState("");
  const [dialog, setDialog] = useState<{ kind: "add" } | { kind: "edit" | "disable" | "unmerge"; reason: UsedReason } | Merging | null>(null);

  const active = shown.filter(({ mergedInto }) => mergedInto === null);
  const merged = shown.filter(({ mergedInto }) => mergedInto !== null);
  const total = shown.reduce((sum, { ownUsage }) => sum + ownUsage[environment].count, 0);
  const drag = useDragOrder(
    active.map(({ key }) => key),
    (order, key) => reorder(order, key),
  );
  const byKey = new Map(shown.map((reason) => [reason.key, reason]));
  const rows = drag.order.flatMap((key) => byKey.get(key) ?? []).filter((reason) => matches(reason, query));
  const canMove = actions !== null && query.trim() === "" && active.length > 1;

  /** Shows it at once, asks the server, and takes it back with the reason when it says no. */
  function apply(optimistic: Change | null, work: () => Promise<ActionResult>, done: string, undo?: () => void) {
    startTransition(async () => {
      if (optimistic !== null) change(optimistic);
      const answer = await sent(work);
      if (answer.ok) say(done, undo);
      else toast.failed(answer.error.message, { id: "reasons" });
    });
  }

  /** What was done, with a way back where there is one. */
  function say(done: string, undo?: () => void) {
    toast.done(done, { id: "reasons", ...(undo !== undefined && { action: { label: "Undo", onClick: undo }, duration: 10_000 }) });
  }

  function reorder(order: string[], key: string) {
    if (actions === null) return;
    setSaid(`“${byKey.get(key)?.label}” is now ${order.indexOf(key) + 1} of ${order.length}.`);
    // Merged ones have no place that anybody sees; the server wants every key all the same.
    const keys = [...order, ...merged.map((reason) => reason.key)];
    apply({ order: keys }, () => actions.reorder({ keys }), "Order saved");
  }

  function setEnabled(reason: UsedReason, enabled: boolean) {
    if (actions === null) return;
    const { key } = reason;
    const work = () => actions.setEnabled({ key, enabled });
    if (enabled) apply({ key, enabled }, work, `Enabled “${reason.label}”`);
    else apply({ key, enabled }, work, `Disabled “${reason.label}”`, () => setEnabled(reason, true));
  }

  function unmerge({ key, label }: UsedReason, followers: string[] = []) {
    if (actions === null) return;
    apply(null, () => actions.unmerge({ key, followers }), `“${label}” counts for itself again`);
  }

  /** What makes calls fail that a server makes now is asked first. */
  function askOr(kind: "disable" | "unmerge", reason: UsedReason, work: () => void) {
    if (isSentLately(reason) && (kind === "disable" || !reason.enabled)) setDialog({ kind, reason });
    else work();
  }

  const followersOf = (target: UsedReason) => merged.filter(({ mergedInto }) => mergedInto === target.key).map(({ key }) => key);

  function close(done?: string) {
    setDialog(null);
    if (done !== undefined) toast.done(done, { id: "reasons" });
  }

  const columns: Column<UsedReason>[] = [
    {
      key: "reason",
      head: "Reason",
      className: "w-full",
      cell: (reason) => (
        <div className={cn(drag.draggedKey === reason.key && "opacity-50")}>
          <ReasonName
            reason={reason}
            twin={reason.enabled ? equalLabels(reason, shown)[0]?.key : undefined}
            note={
              <div className="text-12 text-muted sm:hidden">
                Given {reason.usage[environment].count.toLocaleString("en")} times
                {total > 0 && `, ${shareText(reason.usage[environment].count, total)}`}
              </div>
            }
            handle={
              canMove && (
                <span aria-hidden="true" draggable className="-ms-2 mt-0.5 cursor-grab text-faint hover:text-ink max-md:hidden pointer-coarse:hidden">
                  <GripVertical className="size-4" />
                </span>
              )
            }
          />
        </div>
      ),
    },
    {
      key: "used",
      head: `Given in ${environment}`,
      align: "end",
      className: "max-sm:hidden",
      cell: ({ usage }) => <UsageCell count={usage[environment].count} total={total} />,
    },
    { key: "last", head: "Last given", from: "lg", cell: ({ usage }) => <LastUsedCell usage={usage[environment]} timeZone={timeZone} /> },
    {
      key: "enabled",
      head: actions === null ? "State" : "Enabled",
      className: actions === null ? "min-w-26" : undefined,
      cell: (reason) =>
        actions === null ? (
          <Badge tone={reason.enabled ? "accent" : "neutral"}>{reason.enabled ? "Enabled" : "Disabled"}</Badge>
        ) : (
          <Switch
            label={`“${reason.label}” is enabled`}
            hideLabel
            checked={reason.enabled}
            onChange={({ target: { checked } }) => (checked ? setEnabled(reason, true) : askOr("disable", reason, () => setEnabled(reason, false)))}
            className="w-fit gap-0"
          />
        ),
    },
  ];
  if (actions !== null) {
    columns.push({
      key: "actions",
      head: <span className="sr-only">Actions</span>,
      align: "end",
      cell: (reason) => (
        <ReasonMenu
          reason={reason}
          place={drag.order.indexOf(reason.key)}
          count={drag.order.length}
          canMove={canMove}
          canMerge={active.length > 1}
          onMove={(to) => reorder(moved(drag.order, reason.key, to), reason.key)}
          onEdit={() => setDialog({ kind: "edit", reason })}
          onMerge={() => setDialog({ kind: "merge", reason, followers: followersOf(reason) })}
        />
      ),
    });
  }

  return (
    <>
      <PageHead
        title="Reasons"
        description="Why customers say they cancel, in the order they are asked."
        actions={
          actions === null ? undefined : (
            <Button variant="primary" onClick={() => setDialog({ kind: "add" })}>
              <Plus aria-hidden="true" />
              Add reason
            </Button>
          )
        }
      />
      {tabs}
      {active.length > MANY && (
        <div className="relative max-w-80">
          <Search aria-hidden="true" className="pointer-events-none absolute start-2.5 top-1/2 size-4 -translate-y-1/2 text-muted" />
          <Input
            type="search"
            aria-label="Find a reason"
            placeholder={`Find one of ${active.length} reasons`}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="ps-8.5"
          />
        </div>
      )}
      <div className="grid min-w-0 gap-2" {...(canMove && drag.handlers)}>
        <Table
          caption="Reasons"
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
          empty={<p className="px-3.5 py-6 text-muted">No reason has “{query}” in its label or key.</p>}
        />
        <p className="text-13 text-muted">
          {total === 0
            ? `No cancellation has come with a reason in ${environment} yet.`
            : `Shares are of the ${total.toLocaleString("en")} cancellations in ${environment} that came with a reason.`}
          {merged.length > 0 && " Merged reasons count where they were merged into."}
        </p>
        <p role="status" className="sr-only">
          {said}
        </p>
      </div>
      {merged.length > 0 && (
        <MergedReasons
          reasons={merged}
          labelOf={(key) => byKey.get(key)?.label ?? key}
          environment={environment}
          {...(actions !== null && { onUndo: (reason) => askOr("unmerge", reason, () => unmerge(reason)) })}
        />
      )}
      {actions !== null && (dialog?.kind === "add" || dialog?.kind === "edit") && (
        <ReasonDialog
          reason={dialog.kind === "edit" ? dialog.reason : null}
          taken={shown.map(({ key }) => key)}
          actions={actions}
          onClose={close}
          onDone={(label) => close(dialog.kind === "edit" ? `Saved “${label}”` : `Added “${label}”`)}
        />
      )}
      {actions !== null && dialog?.kind === "merge" && (
        <MergeDialog
          reason={dialog.reason}
          targets={active.filter(({ key }) => key !== dialog.reason.key)}
          followers={dialog.followers.length}
          environment={environment}
          merge={actions.merge}
          onClose={close}
          onDone={(target) => {
            const { reason, followers } = dialog;
            close();
            say(`“${reason.label}” counts as “${target.label}”`, () => unmerge(reason, followers));
          }}
        />
      )}
      {actions !== null && (dialog?.kind === "disable" || dialog?.kind === "unmerge") && (
        <RefuseKeyDialog
          reason={dialog.reason}
          by={dialog.kind}
          onClose={close}
          onConfirm={async () => {
            const { kind, reason } = dialog;
            const answer = await sent(() =>
              kind === "disable" ? actions.setEnabled({ key: reason.key, enabled: false }) : actions.unmerge({ key: reason.key }),
            );
            if (answer.ok && kind === "disable") say(`Disabled “${reason.label}”`, () => setEnabled(reason, true));
            else if (answer.ok) say(`“${reason.label}” counts for itself again`);
            return answer;
          }}
        />
      )}
    </>
  );
}

function changed(reasons: UsedReason[], change: Change): UsedReason[] {
  if ("key" in change) return reasons.map((reason) => (reason.key === change.key ? { ...reason, enabled: change.enabled } : reason));
  const place = new Map(change.order.map((key, i) => [key, i]));
  return [...reasons].sort((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0));
}

function matches({ key, label, labels }: UsedReason, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return [key, label, ...Object.values(labels)].some((text) => text.toLowerCase().includes(wanted));
}
