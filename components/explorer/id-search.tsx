import { Search } from "lucide-react";
import { Input } from "#components/ui/input.tsx";
import { KeptFilters } from "./kept-filters.tsx";

interface Props {
  /** "Event id or customer id" */
  ids: string;
  /** The id that is sought now. */
  search: string | null;
  /** The filters as the address writes them. */
  printed: Record<string, string>;
  /** The page without its query. */
  path: string;
}

/** Finds one by its id or its customer's: a plain form that leads to the filtered page. Next's own form component would prefetch that page on sight. */
export function IdSearch({ ids, search, printed, path }: Props) {
  return (
    <search className="max-sm:w-full">
      <form action={path} className="relative">
        <KeptFilters printed={printed} except={["q"]} />
        <Search aria-hidden="true" className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
        <Input
          key={search}
          name="q"
          type="search"
          defaultValue={search ?? ""}
          aria-label={`Find by ${ids.charAt(0).toLowerCase()}${ids.slice(1)}`}
          placeholder={ids}
          className="w-64 pl-8 max-sm:w-full"
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
        />
      </form>
    </search>
  );
}
