const HOME = "/dashboard";
/** An invitation, which is followed by signing in and back. */
const INVITATION = /^\/accept-invite\/[\w-]+$/;

/** The sign-in page that has something to say; who comes back to it signed in is led on. */
const NOTICE = /^\/sign-in\?(signed-out|password-set)=1$/;

/**
 * Where to go after signing in: a page of the dashboard or an invitation, whatever was asked for. Only the parsed path is judged and used,
 * so no spelling of another host survives.
 * @param appUrl the dashboard's origin
 */
export function returnPath(asked: string, appUrl: string): string {
  const target = URL.canParse(asked, appUrl) ? new URL(asked, appUrl) : null;
  if (target === null || target.origin !== appUrl) return HOME;
  const { pathname } = target;
  const isPage = pathname === HOME || pathname.startsWith(`${HOME}/`) || INVITATION.test(pathname) || NOTICE.test(pathname + target.search);
  return isPage ? target.pathname + target.search : HOME;
}

/**
 * The path of a redirect that leads to this site under whatever name; one that a browser would read as another host leads home.
 * @param elsewhere the one other origin that it may lead to, whole: where somebody signs in instead
 */
export function pathOfLocation(location: string, elsewhere: string | null = null): string {
  const { origin, pathname, search, href } = new URL(location, "http://this.site");
  if (origin === elsewhere) return href;
  return pathname.startsWith("//") ? HOME : pathname + search;
}
