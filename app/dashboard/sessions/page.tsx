import { redirectHome } from "#lib/http/session.ts";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** For links that cannot know the workspace. */
export default async function SessionsRedirect({ searchParams }: Props) {
  await redirectHome("/sessions", await searchParams);
}
