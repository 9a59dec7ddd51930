import type pg from "pg";
import { apiClient } from "../../lib/testing/api-client.ts";
import { makeLink, press, visit } from "../../lib/testing/hosted-visitor.ts";
import type { Screen } from "../../lib/testing/lighthouse.ts";
import { ScriptError } from "../../scripts/script-error.ts";

const GERMAN = { region: "DE", customerType: "b2c", locale: "de" };
const FRENCH = { region: "FR", customerType: "b2c", context: { tenureDays: 3 } };

/**
 * Takes one customer to each screen; every screen has an address of its own, so that it can be opened as often as it is measured.
 * @param owner connection that may age a link
 */
export async function everyAddress(origin: string, apiKey: string, owner: pg.Client): Promise<Screen[]> {
  const api = apiClient(apiKey, origin);
  let customers = 0;
  const link = async (body: object = {}) => {
    customers += 1;
    const display = { planName: "Pro", effectiveAt: "2027-01-31" };
    const { url } = await makeLink(api, { userId: `customer_${customers}`, customer: { email: "customer@example.com" }, display, ...body });
    await (await visit(url)).text();
    return url;
  };
  const at = async (name: string, body: object, way: readonly (readonly [place: string, action: string])[], place: string): Promise<Screen> => {
    const url = await link(body);
    for (const [from, action] of way) {
      const { status } = await press(url, from, action, { reasonKey: "too_expensive" });
      if (status !== 303) throw new ScriptError(`On the way to "${name}", ${action} answered ${status} instead of 303.`, { exitCode: 1 });
    }
    return { name, address: place === "" ? url : `${url}/${place}`, status: 200 };
  };
  const screens = [
    await at("reason", {}, [], ""),
    await at("offer", {}, [["", "continue"]], "offer"),
    await at("confirm", {}, [["", "cancel"]], "confirm"),
    await at("confirm, Germany", GERMAN, [], "confirm"),
    await at("withdraw", FRENCH, [["confirm", "withdraw"]], "withdraw"),
    await at(
      "receipt, cancelled",
      {},
      [
        ["", "cancel"],
        ["confirm", "confirm"],
      ],
      "receipt",
    ),
    await at("receipt, Germany", GERMAN, [["confirm", "confirm"]], "receipt"),
    await at(
      "receipt, withdrawn",
      FRENCH,
      [
        ["confirm", "withdraw"],
        ["withdraw", "confirm_withdrawal"],
      ],
      "receipt",
    ),
    await at("receipt, kept", {}, [["", "keep"]], "receipt"),
    await at(
      "receipt, offer accepted",
      {},
      [
        ["", "continue"],
        ["offer", "accept"],
      ],
      "receipt",
    ),
  ];
  const expired = await at("expired", {}, [], "");
  await owner.query("update cancel_sessions set expires_at = now() - interval '1 minute' where user_id = $1", [`customer_${customers}`]);
  return [...screens, { ...expired, status: 410 }, { name: "wrong link", address: `${origin}/s/nothing`, status: 404 }];
}
