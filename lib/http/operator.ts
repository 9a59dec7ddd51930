import { notFound } from "next/navigation";
import { env } from "#lib/platform/env.ts";
import { type CurrentUser, currentUser } from "./session.ts";

/** Whether a user runs this installation: OPERATORS names their address, and they have proved to read it. */
export function isOperator(user: Pick<CurrentUser, "email" | "isProved">): boolean {
  return user.isProved && env().OPERATORS.includes(user.email.toLowerCase());
}

/** Demands an operator; everybody else, signed in or not, gets 404. @throws DomainError unavailable */
export async function requireOperator(): Promise<CurrentUser> {
  const user = await currentUser();
  if (user === null || !isOperator(user)) notFound();
  return user;
}
