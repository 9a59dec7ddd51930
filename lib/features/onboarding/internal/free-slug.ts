import { DomainError } from "#lib/core/errors.ts";
import { isUniqueViolation } from "#lib/platform/prisma.ts";
import { slugFromName } from "../../workspaces/model/slug.ts";

/**
 * Runs `work` with the given slug, else with one made from the name, with the first number that is free.
 * @throws DomainError conflict when a given slug is taken
 */
export async function withFreeSlug<T>({ name, slug: given }: { name: string; slug?: string }, work: (slug: string) => Promise<T>): Promise<T> {
  const wanted = given ?? slugFromName(name);
  for (let attempt = 1; ; attempt++) {
    const slug = attempt === 1 ? wanted : `${wanted}-${attempt}`;
    try {
      return await work(slug);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (given !== undefined || attempt >= 1_000) throw new DomainError("conflict", `The slug "${slug}" is taken.`);
    }
  }
}
