/** Memory for bodies that nobody has vouched for yet. */
export interface BodyRoom {
  /** Begins with nothing for a caller. */
  enter(caller: string): { reserve(bytes: number): boolean; leave(): void };
}

/**
 * So many bytes in all, and for each caller so many of them: one alone cannot keep the others out.
 * @param caller whoever shares a part, such as a network
 */
export function makeBodyRoom({ whole, each }: { whole: number; each: number }): BodyRoom {
  let taken = 0;
  const takenBy = new Map<string, number>();
  const add = (caller: string, bytes: number) => {
    const now = (takenBy.get(caller) ?? 0) + bytes;
    taken += bytes;
    if (now === 0) takenBy.delete(caller);
    else takenBy.set(caller, now);
  };
  return {
    enter(caller) {
      let own = 0;
      return {
        reserve(bytes) {
          if (taken + bytes > whole || (takenBy.get(caller) ?? 0) + bytes > each) return false;
          own += bytes;
          add(caller, bytes);
          return true;
        },
        leave() {
          if (own > 0) add(caller, -own);
          own = 0;
        },
      };
    },
  };
}
