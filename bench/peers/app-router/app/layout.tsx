import type { ReactNode } from "react";

export const metadata = { title: "Cancel Pro – Acme", robots: "noindex,nofollow", referrer: "no-referrer" };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" dir="ltr">
      <body>{children}</body>
    </html>
  );
}
