/** How whoever looks gets the workspace another plan, or its access back: on the Billing page, by asking an owner, or, where nothing is sold, whoever runs the installation. */
export type WayToPlans = "billing" | "owner" | "operator";
