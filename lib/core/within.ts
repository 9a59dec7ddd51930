/**
 * The work's result.
 * @param notInTime made and thrown when `milliseconds` are over first; what is still under way then ends by its own limits
 * @throws what the work throws
 */
export async function within<T>(milliseconds: number, work: () => Promise<T>, notInTime: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notInTime()), milliseconds);
  });
  const working = work();
  // Nobody listens any more when it fails later.
  working.catch(() => undefined);
  try {
    return await Promise.race([working, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
