import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk that a test can fill. */
export interface SmallDisk {
  folder: string;
  /** Leaves room for so many bytes. */
  fill(leave: number): void;
  /** Makes room again. */
  free(): void;
  unmount(): void;
}

/** Mounts a disk of so many MB in memory. @returns a sentence that says why not, where that is not possible */
export function mountSmallDisk(megabytes: number): SmallDisk | string {
  if (process.platform !== "linux") return "small disks are mounted on Linux only";
  if (process.getuid?.() !== 0) return "only root may mount a small disk";
  const folder = mkdtempSync(join(tmpdir(), "retentbase-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=1777`, "tmpfs", folder], { encoding: "utf8" });
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    return `a small disk could not be mounted: ${(mounted.error?.message ?? mounted.stderr).trim()}`;
  }
  const filler = join(folder, "filler");
  return {
    folder,
    fill(leave) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
    },
    free: () => rmSync(filler, { force: true }),
    unmount() {
      spawnSync("umount", [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
