import { join } from "node:path";
import type { NextConfig } from "next";

/** The peer of bench:hosted; settings as the product's own. */
export default {
  compress: false,
  poweredByHeader: false,
  // Our own check reads it with everything else.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: join(import.meta.dirname, "..", "..", "..") },
} satisfies NextConfig;
