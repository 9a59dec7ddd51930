import type { Site } from "../http/server.ts";
import type { World } from "../state/world.ts";
import { checkoutPage } from "./checkout.ts";
import { invoicePage } from "./invoice.ts";
import { sorry } from "./layout.ts";
import { portalPage } from "./portal.ts";

/** The pages that a customer sees: checkout, portal, invoice. */
export function pages(world: World): Site {
  return ({ method, path, query, body }) => {
    const [, session] = /^\/c\/pay\/(\w+)$/.exec(path) ?? [];
    const known = session !== undefined || path.startsWith("/p/session/") || path.startsWith("/i/");
    if (!known) return null;
    if (method !== "GET" && method !== "POST" && method !== "HEAD") return sorry("This is not possible here", "Pages are read and their forms are sent.", 405);
    const form = method === "POST" ? new URLSearchParams(body) : null;
    if (session !== undefined) return checkoutPage(world, session, form);
    return path.startsWith("/p/") ? portalPage(world, path, query, form) : invoicePage(world, path, query, form);
  };
}
