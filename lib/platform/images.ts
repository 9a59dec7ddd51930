import sharp, { type Sharp } from "sharp";
import { singleton } from "#lib/core/singleton.ts";

/** Images from outside, decoded and drawn anew: nothing of what was sent is kept but what it looks like. */

/** An image as browsers and phones of any age show it. */
export interface CleanImage {
  contentType: "image/png" | "image/webp";
  content: Buffer;
  width: number;
  height: number;
}

interface Limits {
  /** Pixels it is scaled down to; smaller ones stay as they are. */
  width: number;
  height: number;
  /** Bytes of the result. */
  bytes: number;
}

/** A small file can unpack to gigabytes. */
const MOST_PIXELS = 24_000_000;
const SECONDS = 10;

const signatures = [
  [0, "\x89PNG\r\n\x1a\n"],
  [0, "\xff\xd8\xff"],
  [8, "WEBP"],
] as const;

/** Whether the content, whatever its name says, begins as PNG, JPEG or WebP do. */
export function isDrawing(content: Uint8Array): boolean {
  const head = Buffer.from(content.subarray(0, 16)).toString("latin1");
  return signatures.some(([at, text]) => head.startsWith(text, at));
}

/** The library with every decoder off but three; of files it reads nothing at all. */
function decoder(): typeof sharp {
  return singleton("images", () => {
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({ operation: ["VipsForeignLoadPngBuffer", "VipsForeignLoadJpegBuffer", "VipsForeignLoadWebpBuffer"] });
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
}

/**
 * Decodes a PNG, JPEG or WebP and writes it anew, scaled down where it is too large, without metadata; of a moving one the
 * first picture stays. PNG where it fits, which every browser knows, else WebP.
 * @returns null when it is no such image, is damaged, or unpacks to too much
 */
export async function cleanImage(content: Uint8Array, limits: Limits): Promise<CleanImage | null> {
  if (!isDrawing(content)) return null;
  try {
    const drawn = decoder()(content, { limitInputPixels: MOST_PIXELS, failOn: "error", pages: 1 })
      .timeout({ seconds: SECONDS })
      // Turned as its camera held it, before that note is dropped with the others.
      .autoOrient()
      .resize({ width: limits.width, height: limits.height, fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb");
    const png = await written(drawn.clone().png({ compressionLevel: 9 }), "image/png");
    if (png.content.length <= limits.bytes) return png;
    const webp = await written(drawn.clone().webp({ quality: 85 }), "image/webp");
    return webp.content.length <= limits.bytes ? webp : null;
  } catch {
    // What the library says about a hostile file helps nobody who sent a picture.
    return null;
  }
}

async function written(image: Sharp, contentType: CleanImage["contentType"]): Promise<CleanImage> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { contentType, content: data, width: info.width, height: info.height };
}
