"use client";

import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";

const PreviewPanel = dynamic(() => import("./preview-panel.tsx").then((module) => module.PreviewPanel), {
  ssr: false,
  loading: () => <Skeleton className="h-140" />,
});

interface Props {
  slug: string;
  reasons: readonly { key: string; label: string }[];
  children: ReactNode;
}

/** The editor, and beside it what it makes; below it where there is no room. */
export function FlowStage({ slug, reasons, children }: Props) {
  const isEditor = usePathname() !== `/dashboard/${slug}/flow/versions`;
  if (!isEditor) return children;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,424px)]">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
        <a href="#preview" className="justify-self-start text-13 xl:hidden">
          Go to the preview
        </a>
        {children}
      </div>
      <div className="xl:sticky xl:top-4 xl:max-h-[calc(100dvh-32px)] xl:overflow-y-auto">
        <PreviewPanel reasons={reasons} />
      </div>
    </div>
  );
}
