import process from "node:process";

/**
 * Loaded before a program (`node --import`), it lets the program live at another time: all that it asks of Date is CLOCK_OFFSET_MS
 * later than the machine says. What waits (timers) and the database keep their own time.
 */
const offset = Number(process.env.CLOCK_OFFSET_MS);
if (!Number.isFinite(offset)) throw new Error(`CLOCK_OFFSET_MS is ${process.env.CLOCK_OFFSET_MS}, not a number of milliseconds`);

const machineNow = Date.now.bind(Date);
const now = () => machineNow() + offset;

globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
  apply: (target) => new target(now()).toString(),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});
