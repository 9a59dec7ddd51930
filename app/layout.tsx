import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { chosenTheme } from "#lib/http/theme.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "RetentBase", template: "%s · RetentBase" },
  description: "Know why customers cancel, keep those who want to be kept, and let everybody else leave cleanly.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" data-theme={await chosenTheme()} className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <a
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-surface focus:px-3 focus:py-2 focus:shadow-float"
          href="#content"
        >
          Skip to content
        </a>
        {children}
      </body>
    </html>
  );
}
