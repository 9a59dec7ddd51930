import { z } from "zod";

/** The statement that a customer carries back to the merchant. */
export const resultClaimsSchema = z
  .strictObject({
    iss: z.string().meta({ description: "Origin of the pages that issued it." }),
    aud: z.string().meta({ description: "Origin of the return URL." }),
    wk: z.string().meta({ description: "workspaceKey; every verifier demands its own." }),
    sub: z.string().meta({ description: "The userId of the link." }),
    sid: z.string().meta({ description: "Session id, cxs_…" }),
    jti: z.string().meta({ description: "The same each time the customer returns." }),
    iat: z.int(),
    exp: z.int().meta({ description: "10 minutes after iat." }),
    purpose: z.literal("cancel_result"),
    env: z.enum(["prod", "sandbox"]),
    outcome: z.enum(["churned", "recovered"]),
    reason_key: z.string().nullable(),
    offer: z.strictObject({ type: z.enum(["none", "discount", "pause"]), accepted: z.boolean(), label: z.string().nullable() }),
    ver: z.literal(1),
  })
  .meta({ id: "ResultClaims" });

export type ResultClaims = z.infer<typeof resultClaimsSchema>;

export const RESULT_LIFE_SECONDS = 600;
/** Clocks of two machines may differ so much. */
export const CLOCK_SKEW_SECONDS = 60;

/** Name of the parameter that carries it, in the fragment or the query of the return URL. */
const RESULT_PARAMETER = "ci_result_token";

/** A return address with the token where the workspace wants it; a fragment of its own gives way. */
export function withResult(returnUrl: string, token: string, carriedIn: "fragment" | "query"): string {
  const url = new URL(returnUrl);
  if (carriedIn === "query") url.searchParams.set(RESULT_PARAMETER, token);
  else url.hash = `${RESULT_PARAMETER}=${token}`;
  return url.href;
}

export const verifyResultBody = z
  .strictObject({ token: z.string().min(1).max(8_192).meta({ description: "What came back as ci_result_token." }) })
  .meta({ id: "ResultTokenVerification" });

export const verifiedResultSchema = z
  .strictObject({
    claims: resultClaimsSchema,
    firstUse: z.boolean().meta({ description: "true for exactly one call, however many come at once: act on this one." }),
  })
  .meta({ id: "VerifiedResult" });
export type VerifiedResult = z.infer<typeof verifiedResultSchema>;
