import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { cleanImage, isDrawing } from "#lib/platform/images.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { lockWorkspaceIn } from "../workspaces/lock.ts";
import { LOGO_BYTES } from "./model/flow-state.ts";

/** Twice the size in which pages show it, for dense screens. */
const LIMITS = { width: 480, height: 160, bytes: 256 * 1_024 };
/** Published versions and running sessions show theirs, so that none is ever deleted. */
const MOST = 200;

export interface Logo {
  /** For `branding.logoId`. */
  id: string;
  /** Pixels. */
  width: number;
  height: number;
}

/**
 * Keeps a logo, drawn anew from what was sent; the same picture is kept once.
 * @throws DomainError forbidden, validation_failed (no PNG, JPEG or WebP, damaged, too large); conflict beyond 200 of them
 */
export async function uploadLogo({ ctx, input }: { ctx: WorkspaceContext; input: { content: Uint8Array } }): Promise<Logo> {
  authorize(ctx, "flow.manage");
  const { content } = input;
  const workspaceId = ctx.workspace.id;
  if (content.length === 0) throw invalidField("logo", "empty", "is empty; choose a PNG, JPEG or WebP file");
  if (content.length > LOGO_BYTES) throw invalidField("logo", "too_large", `is larger than ${LOGO_BYTES / 1_024} KB; save it smaller, 480 pixels wide will do`);
  if (isVector(content)) throw invalidField("logo", "svg", "is an SVG, which can hold scripts and is not taken; save it as PNG");
  if (!isDrawing(content)) throw invalidField("logo", "not_an_image", "is no PNG, JPEG or WebP image, whatever its name says");
  const image = await cleanImage(content, LIMITS);
  if (image === null) throw invalidField("logo", "unreadable", "cannot be read: it is damaged, or has too many pixels; save it again, 480 pixels wide will do");
  const { width, height, contentType } = image;
  const id = sha256(image.content).toString("hex").slice(0, 40);
  await withWorkspace(workspaceId, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    if ((await db.flowLogo.count({ where: { workspaceId, id } })) > 0) return;
    if ((await db.flowLogo.count({ where: { workspaceId } })) >= MOST) throw new DomainError("conflict", `A workspace keeps at most ${MOST} logos.`);
    const createdAt = new Date(ctx.clock.now());
    await db.flowLogo.create({ data: { workspaceId, id, contentType, content: new Uint8Array(image.content), width, height, createdAt } });
    await recordAudit(db, ctx, workspaceId, { action: "flow.logo_uploaded", target: id, detail: { width, height } });
  });
  return { id, width, height };
}

function isVector(content: Uint8Array): boolean {
  return /^\ufeff?\s*<(\?xml|!--|!doctype svg|svg)/i.test(Buffer.from(content.subarray(0, 200)).toString("utf8"));
}
