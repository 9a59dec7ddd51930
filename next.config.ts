import type { NextConfig } from "next";

const isDevelopment = process.env.NODE_ENV === "development";

/**
 * Next writes its data as inline scripts, so scripts are "inline" here until a nonce is handed out a request; everything
 * else comes from this host alone.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const pageHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=()" },
];

const config: NextConfig = {
  // The proxy in front compresses; here it would only take time from ingestion.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // The public API answers 404 to a trailing slash, never a redirect.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // `npm run check` does it, with the tests' files too.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "@prisma/adapter-pg", "@prisma/client", "pg", "pino"],
  // The public API and the hosted pages set headers of their own.
  headers: async () => [
    { source: "/((?!api/|s/).*)", headers: pageHeaders },
    { source: "/api/auth/:path*", headers: pageHeaders },
  ],
};

export default config;
