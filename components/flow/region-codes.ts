import { namedStates, regionName } from "./words.ts";

const countries =
  "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PR PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW".split(
    " ",
  );

export interface RegionChoice {
  code: string;
  name: string;
}

/** Countries, and the subdivisions whose law differs, by name. */
export function regionChoices(): RegionChoice[] {
  return [...countries, ...namedStates].map((code) => ({ code, name: regionName(code) })).sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** The code of what was typed: a code, or a name; null: neither. */
export function regionOf(text: string, choices: readonly RegionChoice[]): string | null {
  const typed = text.trim();
  const code = typed.toUpperCase();
  if (/^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(code) || choices.some((choice) => choice.code === code)) return code;
  return choices.find(({ name }) => name.toLowerCase() === typed.toLowerCase())?.code ?? null;
}
