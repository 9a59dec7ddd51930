import { expect, it } from "vitest";
import type { MemberRole } from "#lib/core/context.ts";
import { onlyOwnerAdvice } from "./only-owner.ts";

const member = (userId: string, role: MemberRole) => ({ userId, role, email: `${userId}@example.com`, name: null, joinedAt: "2026-01-01T00:00:00Z" });

it("stops the only owner alone", () => {
  const alone = [member("a", "owner")];
  const team = [...alone, member("b", "admin")];
  expect(onlyOwnerAdvice(alone, "a")).toBe("You are the only owner, and a workspace needs one. Invite somebody and make them owner first.");
  expect(onlyOwnerAdvice(team, "a")).toBe("You are the only owner, and a workspace needs one. Make another member owner first.");
  expect(onlyOwnerAdvice(team, "b")).toBeNull();
  expect(onlyOwnerAdvice(team, null)).toBeNull();
  expect(onlyOwnerAdvice([...team, member("c", "owner")], "a")).toBeNull();
});
