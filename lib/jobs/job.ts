/** Work that nobody waits for. It may run on several workers at once and twice: running it again must change nothing. */
export interface Job {
  name: string;
  /** Pause between two runs, in ms. */
  everyMs: number;
  run(): Promise<void>;
}
