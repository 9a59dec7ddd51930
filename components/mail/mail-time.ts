/** An ISO 8601 time as a person of that time zone reads it, with the zone's name: mails are read elsewhere too. */
export function mailTime(at: string, timeZone: string): string {
  const text = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone }).format(new Date(at));
  return `${text} (${timeZone})`;
}
