import type { Metadata } from "next";
import { NotOpen } from "#components/shell/not-open.tsx";

export const metadata: Metadata = { title: "Not open to you" };

/** A page that whoever asks may not see; the workspace's frame stays around it. */
export default function NotOpenPage() {
  return <NotOpen />;
}
