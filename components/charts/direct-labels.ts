/**
 * Heights for labels that each want to stand at `wanted`, in the order given (top first), at least `gap` apart and inside
 * 0…`height`; they move no further than they must.
 */
export function spreadLabels(wanted: number[], gap: number, height: number): number[] {
  const room = Math.min(gap, height / Math.max(1, wanted.length - 1));
  const placed: number[] = [];
  for (const at of wanted) placed.push(Math.max(at, (placed.at(-1) ?? -room) + room));
  // What was pushed out below comes back up, and pushes what stands above it.
  let limit = height;
  for (let index = placed.length - 1; index >= 0; index--) {
    placed[index] = Math.min(placed[index] ?? 0, limit);
    limit = (placed[index] ?? 0) - room;
  }
  return placed;
}
