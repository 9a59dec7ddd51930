import type { HostedLocale } from "#lib/core/hosted-locales.ts";

/** Numbers and dates as a language writes them. */
export interface Figures {
  number(value: number): string;
  /** @param percent 0 to 100 */
  percent(percent: number): string;
  /** Major units of a currency of ISO 4217; whole sums without cents. */
  money(amount: number, currency: string): string;
  /** The day of an ISO 8601 date as it was written, whatever its offset: the merchant's day. Null when it is none. */
  day(iso: string): string | null;
  /** Date, time of day and zone of a moment. */
  moment(iso: string, timeZone: string): string;
}

// English dates put the day first and name the month, which nobody misreads; Arabic ones use the digits that are read everywhere from Rabat to Baghdad.
const DATES: Partial<Record<HostedLocale, string>> = { en: "en-GB", ar: "ar-u-nu-latn-ca-gregory" };
const NUMBERS: Partial<Record<HostedLocale, string>> = { ar: "ar-u-nu-latn" };

/** Kept formatters of one language by currency or zone; making one takes longer than a whole page. */
const MOST_KEPT = 500;

function kept<Formatter>(make: (name: string) => Formatter): (name: string) => Formatter {
  const all = new Map<string, Formatter>();
  return (name) => {
    const known = all.get(name);
    if (known) return known;
    if (all.size >= MOST_KEPT) all.clear();
    const formatter = make(name);
    all.set(name, formatter);
    return formatter;
  };
}

/** How a language writes days, moments and figures. */
export function figuresOf(locale: HostedLocale): Figures {
  const [dates, numbers] = [DATES[locale] ?? locale, NUMBERS[locale] ?? locale];
  const plain = new Intl.NumberFormat(numbers, { maximumFractionDigits: 2 });
  const percents = new Intl.NumberFormat(numbers, { style: "percent", maximumFractionDigits: 1 });
  const days = new Intl.DateTimeFormat(dates, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const monies = kept((currency) => new Intl.NumberFormat(numbers, { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" }));
  const moments = kept((timeZone) => {
    const parts = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;
    return new Intl.DateTimeFormat(dates, { ...parts, timeZone: isTimeZone(timeZone) ? timeZone : "UTC" });
  });
  return {
    number: (value) => plain.format(value),
    percent: (percent) => percents.format(percent / 100),
    money: (amount, currency) => (/^[A-Z]{3}$/.test(currency) ? monies(currency).format(amount) : `${plain.format(amount)} ${currency}`),
    day(iso) {
      const written = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(iso)?.[0];
      const at = written === undefined ? Number.NaN : Date.parse(`${written}T00:00:00Z`);
      return Number.isNaN(at) ? null : days.format(at);
    },
    moment(iso, timeZone) {
      const at = Date.parse(iso);
      return Number.isNaN(at) ? iso : moments(timeZone).format(at);
    },
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
