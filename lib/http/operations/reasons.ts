import { z } from "zod";
import { listReasons } from "#lib/features/reasons/list.ts";
import { reasonSchema } from "#lib/features/reasons/model/reason.ts";
import { operation } from "../operation.ts";

export const list = operation({
  id: "listReasons",
  method: "GET",
  path: "/reasons",
  summary: "List the workspace's reasons",
  description: "All of them in their order; only enabled ones (and merged keys) are accepted in new events. Shared by prod and sandbox.",
  feature: null,
  demo: true,
  limit: "reads",
  answers: { 200: { description: "The reasons.", schema: z.strictObject({ data: z.array(reasonSchema) }).meta({ id: "ReasonList" }) } },
  errors: [],
  async handle({ ctx }) {
    return { status: 200, body: { data: await listReasons({ ctx }) } };
  },
});
