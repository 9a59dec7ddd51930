import { may } from "#lib/core/permissions.ts";
import { hostedLogo } from "#lib/features/flows/hosted-logo.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { findReader } from "#lib/http/session.ts";

interface Props {
  params: Promise<{ workspace: string; id: string }>;
}

/** A logo of the workspace, for its own editor; customers get it from the host of the pages. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { workspace, id } = await params;
  const ctx = await findReader(workspace);
  if (ctx === null || !may(ctx, "flow.read")) return new Response(null, { status: 404 });
  const { workspaceKey } = await workspaceProfile({ ctx });
  const logo = await hostedLogo({ workspaceKey, id });
  if (logo === null) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(logo.content), {
    headers: { "Content-Type": logo.contentType, "Cache-Control": "private, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff" },
  });
}
