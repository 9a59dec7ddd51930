/** What an endpoint's owner is promised, and the code keeps; the docs say these very numbers. */

/** An endpoint that has only failed for so many days is disabled. */
export const FAILING_DAYS = 5;

/** So long messages and the log of their deliveries stay. */
export const KEPT_DAYS = 30;
