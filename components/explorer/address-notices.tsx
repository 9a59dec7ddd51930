import Link from "next/link";
import { Notice } from "#components/ui/notice.tsx";

/** What an address says that means nothing here. */
export function LeftOut({ dropped }: { dropped: readonly { name: string; value: string }[] }) {
  if (dropped.length === 0) return null;
  return (
    <Notice tone="warning" title="A part of this address was left out">
      {dropped.map(({ name, value }) => `${name}=${value}`).join(", ")} means nothing here.
    </Notice>
  );
}

interface NotThereProps {
  /** "event" */
  noun: string;
  /** As the address says it, of whatever length. */
  id: string;
  environment: "prod" | "sandbox";
  other: "prod" | "sandbox";
  /** The same id in the other environment. */
  otherHref: string;
}

/** The one that an address opens is not there. */
export function NotThere({ noun, id, environment, other, otherHref }: NotThereProps) {
  return (
    <Notice tone="warning" title={`There is no such ${noun} in ${environment}`} live="polite">
      <code dir="auto">{id.length > 255 ? `${id.slice(0, 255)}…` : id}</code>{" "}
      <Link href={otherHref} prefetch={false}>
        Look for it in {other}
      </Link>
    </Notice>
  );
}
