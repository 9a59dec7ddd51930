/** A time as people read it: "0.4 s", "12 s", "3 min 05 s". */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/**
 * Runs one step of a command and prints a line for it: its name, what it did, its time.
 * @param work may return a few words about what it did.
 */
export async function step<T extends { note?: string } | undefined>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const print = (text: string, mark: string) =>
    console.log(`  ${mark} ${name.padEnd(12)} ${text.padEnd(52)} ${formatDuration(performance.now() - start).padStart(9)}`);
  try {
    const result = await work();
    print(result?.note ?? "", "✓");
    return result;
  } catch (error) {
    print("failed", "✗");
    throw error;
  }
}
