import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { isVisitor } from "#lib/core/permissions.ts";
import { singleton } from "#lib/core/singleton.ts";
import { EXPORTS_AT_ONCE } from "#lib/platform/db.ts";

/** Of a process's places for exports, neither a workspace nor a member, in however many workspaces, takes more. */
const AT_ONCE_IN_WORKSPACE = 2;
const AT_ONCE_OF_MEMBER = 2;
/** The demo's visitors share its two places. */
const AT_ONCE_FROM_NETWORK = 1;

const RETRY_AFTER_SECONDS = 10;

/** Exports under way in this process: how many, by what they count for. */
const underWay = () => singleton("exports", () => new Map<string, number>());

/**
 * Runs an export when there is a place for it, and holds the place until its end.
 * @param network where a visitor of the demo comes from
 * @throws DomainError rate_limited, unavailable
 */
export async function inTurn<T>(ctx: WorkspaceContext, network: string | undefined, work: () => Promise<T>): Promise<T> {
  const all = underWay();
  const places = placesOf(ctx, network);
  for (const { key, most, taken } of places) if ((all.get(key) ?? 0) >= most) throw taken();
  const add = (one: 1 | -1) => {
    for (const { key } of places) {
      const now = (all.get(key) ?? 0) + one;
      if (now === 0) all.delete(key);
      else all.set(key, now);
    }
  };
  add(1);
  try {
    return await work();
  } finally {
    add(-1);
  }
}

interface Place {
  key: string;
  most: number;
  /** What whoever comes to no place hears. */
  taken: () => DomainError;
}

function placesOf(ctx: WorkspaceContext, network = "unknown"): Place[] {
  const { actor, workspace } = ctx;
  const wait = (which: string) => () =>
    new DomainError("rate_limited", `${which} under way. Wait until one of them is done, then try again.`, { retryAfter: RETRY_AFTER_SECONDS });
  const reader: Place[] =
    actor.type === "user"
      ? [{ key: `user:${actor.id}`, most: AT_ONCE_OF_MEMBER, taken: wait(`${AT_ONCE_OF_MEMBER} exports of yours, here or in other workspaces, are`) }]
      : isVisitor(ctx)
        ? [{ key: `network:${network}`, most: AT_ONCE_FROM_NETWORK, taken: oneFromHere }]
        : [];
  return [...reader, { key: `workspace:${workspace.id}`, most: AT_ONCE_IN_WORKSPACE, taken: wait("Other exports of this workspace are") }, anyPlace];
}

const oneFromHere = () =>
  new DomainError("rate_limited", "An export of the demo is under way for your address. Wait until it is done, then try again.", {
    retryAfter: RETRY_AFTER_SECONDS,
  });

const anyPlace: Place = {
  key: "process",
  most: EXPORTS_AT_ONCE,
  taken: () =>
    new DomainError("unavailable", `${EXPORTS_AT_ONCE} exports are under way in this process, as many as it makes at once. Try again in a moment.`, {
      retryAfter: RETRY_AFTER_SECONDS,
    }),
};
