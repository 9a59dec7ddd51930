import { InvalidArgumentError } from "commander";

/** Parses a whole number within bounds, for an option of commander. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) throw new InvalidArgumentError(`must be a whole number from ${least} to ${most}.`);
    return value;
  };
}

/** Parses a moment in ISO 8601 with an offset, for an option of commander. */
export function moment(text: string): Date {
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError("must be a date and time with an offset, such as 2027-01-31T12:00:00Z.");
  }
  return date;
}
