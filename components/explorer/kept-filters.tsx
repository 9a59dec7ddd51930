interface Props {
  printed: Record<string, string>;
  /** Names that the form asks for itself. */
  except: readonly string[];
}

/** The other filters go along with a form. */
export function KeptFilters({ printed, except }: Props) {
  return Object.entries(printed)
    .filter(([name]) => !except.includes(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
