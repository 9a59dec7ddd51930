import { z } from "zod";
import { roles } from "#lib/core/permissions.ts";

/** Apart from member.ts, which goes to the browser and needs no schema there. */
export const memberRoleSchema = z.enum(roles, `must be one of ${roles.join(", ")}`);
