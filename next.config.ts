import type { NextConfig } from "next";

/** Beside the Content-Security-Policy, which proxy.ts makes anew for each request. */
const pageHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

const config: NextConfig = {
  // The proxy in front compresses; here it would only take time from ingestion.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // The public API answers 404 to a trailing slash, never a redirect.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // forbidden(): a member whose role does not reach is told so, with a 403.
  experimental: { authInterrupts: true },
  // `npm run check` does it, with the tests' files too.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "@prisma/adapter-pg", "@prisma/client", "pg", "pg-boss", "pino"],
  // The public API and the hosted pages set headers of their own.
  headers: async () => [
    { source: "/((?!api/|s/).*)", headers: pageHeaders },
    { source: "/api/auth/:path*", headers: [...pageHeaders, { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }] },
  ],
};

export default config;
