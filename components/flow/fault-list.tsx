import Link from "next/link";
import { wordsOfPath } from "#lib/features/flows/model/path-words.ts";
import { useFlowDraft } from "./flow-draft.tsx";
import { pageOfPath } from "./words.ts";

/** So many are named; more would push away what they speak of. */
const NAMED = 5;

/** Fields of the draft that are not right, each with the page it stands on. `faults`: message by path in the draft. */
export function FaultList({ faults }: { faults: Readonly<Record<string, string | undefined>> }) {
  const { slug, draft } = useFlowDraft();
  const all = Object.entries(faults);
  return (
    <ul className="list-disc ps-4">
      {all.slice(0, NAMED).map(([path, message]) => (
        <li key={path} dir="auto">
          <Link href={`/dashboard/${slug}/flow${pageOfPath(path)}`} className="text-inherit underline">
            {wordsOfPath(path, draft)}
          </Link>
          : {message}
        </li>
      ))}
      {all.length > NAMED && <li>and {all.length - NAMED} more</li>}
    </ul>
  );
}
