/** Liveness: the process answers. Whether its surroundings are well is another question (deep health). */
export function liveness(): { status: number; headers: Record<string, string>; body: string } {
  return { status: 200, headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" }, body: '{"status":"ok"}' };
}
