import { healthRoute } from "#lib/http/health-route.ts";

export { healthRoute as GET, healthRoute as HEAD };
