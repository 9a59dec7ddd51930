import { CircleAlert, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { dayText } from "#lib/core/day-text.ts";
import type { LintFinding } from "#lib/features/flows/model/lint-finding.ts";
import { RULES_READ_ON, regionRules } from "#lib/features/flows/model/region-rules.ts";
import { pageOfPath } from "./words.ts";

interface Props {
  findings: readonly LintFinding[];
  title: string;
  /** Address of the first page of Flow. */
  base: string;
}

/** What speaks against a draft: first what refuses its publishing, then what is good to know. */
export function FindingList({ findings, title, base }: Props) {
  const errors = findings.filter(({ level }) => level === "error");
  const warnings = findings.filter(({ level }) => level === "warning");
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-13">{title}</h3>
      {findings.length === 0 && <p className="text-13 text-muted">Nothing speaks against publishing it.</p>}
      {errors.length > 0 && (
        <>
          <p className="mb-1 text-13 text-danger-text">{errors.length === 1 ? "One thing keeps" : `${errors.length} things keep`} it from being published:</p>
          <Findings findings={errors} base={base} />
        </>
      )}
      {warnings.length > 0 && (
        <>
          <p className={`mb-1 text-13 text-muted ${errors.length > 0 ? "mt-3" : ""}`}>Good to know:</p>
          <Findings findings={warnings} base={base} />
        </>
      )}
    </section>
  );
}

function Findings({ findings, base }: Pick<Props, "findings" | "base">) {
  return (
    <ul className="grid gap-1.5">
      {findings.map(({ level, where, says, rule, path }) => (
        <li key={`${path} ${says}`} className="flex gap-2 rounded-control bg-surface px-3 py-2 text-13 ring-1 ring-line">
          {level === "error" ? (
            <CircleAlert aria-label="Refused:" role="img" className="mt-0.5 size-4 shrink-0 text-danger-text" />
          ) : (
            <TriangleAlert aria-label="Note:" role="img" className="mt-0.5 size-4 shrink-0 text-warning-text" />
          )}
          <span className="min-w-0 wrap-anywhere">
            <Link href={`${base}${pageOfPath(path)}`} className="font-medium">
              {where}
            </Link>
            . {says}
            {rule !== undefined && <Cited id={rule} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Cited({ id }: { id: string }) {
  const rule = regionRules.find((candidate) => candidate.id === id);
  if (rule === undefined) return null;
  return (
    <span className="block text-12 text-muted">
      {rule.title}, as read on {dayText(RULES_READ_ON)} in {rule.sources[0]}. No legal advice.
    </span>
  );
}
