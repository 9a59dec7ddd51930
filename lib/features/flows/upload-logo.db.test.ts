import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { hostedLogo } from "#lib/features/flows/hosted-logo.ts";
import { uploadLogo } from "#lib/features/flows/upload-logo.ts";
import { closePools } from "#lib/platform/db.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

let workspace: TestWorkspace;
let ctx: WorkspaceContext;
/** Made before the verb switches the other decoders off for the whole process. */
const files: Record<"png" | "jpeg" | "webp" | "gif" | "tiff" | "small" | "noise" | "bomb" | "tagged", Uint8Array> = {} as never;

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 4, background: "#0f766e" }, limitInputPixels: false });

beforeAll(async () => {
  workspace = await makeWorkspace();
  ctx = workspace.ctx;
  files.png = await picture(1_000, 500).png().toBuffer();
  files.jpeg = await picture(1_000, 500).jpeg().toBuffer();
  files.webp = await picture(1_000, 500).webp().toBuffer();
  files.gif = await picture(10, 10).gif().toBuffer();
  files.tiff = await picture(10, 10).tiff().toBuffer();
  files.small = await picture(60, 20).png().toBuffer();
  files.tagged = await picture(60, 20)
    .withExif({ IFD0: { Copyright: "secret place" } })
    .jpeg()
    .toBuffer();
  files.bomb = await picture(6_000, 6_000).png({ compressionLevel: 9 }).toBuffer();
  const noise = Buffer.from(Array.from({ length: 480 * 160 * 4 }, (_, i) => (i * 2_654_435_761) >>> 24));
  files.noise = await sharp(noise, { raw: { width: 480, height: 160, channels: 4 } })
    .jpeg({ quality: 60 })
    .toBuffer();
});
afterAll(closePools);

const upload = (content: Uint8Array) => uploadLogo({ ctx, input: { content } });
const refusal = (content: Uint8Array) =>
  upload(content).then(
    () => "taken",
    (error: { errors?: { code: string }[] }) => error.errors?.[0]?.code,
  );

describe("uploadLogo", () => {
  it.each(["png", "jpeg", "webp"] as const)("draws a %s anew, scaled down", async (kind) => {
    const { id, width, height } = await upload(files[kind]);
    expect([width, height]).toEqual([320, 160]);
    const kept = await hostedLogo({ workspaceKey: workspace.workspaceKey, id });
    expect(kept?.contentType).toBe("image/png");
    expect(kept?.content.subarray(1, 4).toString()).toBe("PNG");
  });

  it("keeps small ones as large as they are, and the same picture once", async () => {
    const first = await upload(files.small);
    expect(first).toEqual({ id: expect.stringMatching(/^[0-9a-f]{40}$/), width: 60, height: 20 });
    expect(await upload(files.small)).toEqual(first);
  });

  it("drops what a file tells besides its picture", async () => {
    expect(Buffer.from(files.tagged).includes("secret place")).toBe(true);
    const { id } = await upload(files.tagged);
    const kept = await hostedLogo({ workspaceKey: workspace.workspaceKey, id });
    expect(kept?.content.includes("secret place")).toBe(false);
  });

  it("stays small even for noise", async () => {
    const { id } = await upload(files.noise);
    const kept = await hostedLogo({ workspaceKey: workspace.workspaceKey, id });
    expect(kept?.content.length).toBeLessThanOrEqual(262_144);
  });

  it("goes by the content, whatever a name said", async () => {
    expect(await refusal(files.gif)).toBe("not_an_image");
    expect(await refusal(files.tiff)).toBe("not_an_image");
    expect(await refusal(Buffer.from("<html><script>alert(1)</script>"))).toBe("not_an_image");
    expect(await refusal(new Uint8Array())).toBe("empty");
  });

  it("says of an SVG why, however it begins", async () => {
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<?xml version="1.0"?><svg/>', "\ufeff \n<!-- x --><svg/>"]) {
      expect(await refusal(Buffer.from(text))).toBe("svg");
    }
  });

  it("refuses what is too large, damaged, cut off, or unpacks to far more", async () => {
    expect(await refusal(new Uint8Array(200 * 1_024 + 1))).toBe("too_large");
    // 36 million pixels in a file that is small enough.
    expect(files.bomb.length).toBeLessThan(200 * 1_024);
    expect(await refusal(files.bomb)).toBe("unreadable");
    expect(await refusal(files.png.subarray(0, 60))).toBe("unreadable");
    expect(await refusal(Buffer.concat([files.png.subarray(0, 40), Buffer.alloc(500, 7)]))).toBe("unreadable");
    // A picture's head with an SVG behind it.
    expect(await refusal(Buffer.concat([files.png.subarray(0, 8), Buffer.from("<svg onload=alert(1)/>")]))).toBe("unreadable");
  });

  it("is nobody's business but the workspace's", async () => {
    const { id } = await upload(files.small);
    const other = await makeWorkspace();
    expect(await hostedLogo({ workspaceKey: other.workspaceKey, id })).toBeNull();
  });
});
