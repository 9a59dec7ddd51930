import type { Member } from "#lib/features/members/model/member.ts";

/** Why somebody can neither give up their role nor leave, and what to do first; null for everybody who is not the only owner. */
export function onlyOwnerAdvice(members: readonly Member[], userId: string | null): string | null {
  const owners = members.filter(({ role }) => role === "owner");
  if (owners.length !== 1 || owners[0]?.userId !== userId) return null;
  const first = members.length === 1 ? "Invite somebody and make them owner first." : "Make another member owner first.";
  return `You are the only owner, and a workspace needs one. ${first}`;
}
