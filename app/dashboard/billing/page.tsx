import { redirectHome } from "#lib/http/session.ts";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** For links that cannot know the workspace. */
export default async function BillingRedirect({ searchParams }: Props) {
  await redirectHome("/billing", await searchParams);
}
