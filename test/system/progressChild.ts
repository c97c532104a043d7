import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { realSystem } from "../../src/system/realSystem.ts";

/**
 * Works for so many milliseconds, in a process of its own, and says so; a file is told how late the
 * timers of this process were at most, in milliseconds.
 */
const time = Number(process.argv[2]);
const late = monitorEventLoopDelay({ resolution: 10 });
late.enable();
const { log, processes, env } = realSystem();
let far: () => { readonly written: number } | undefined = () => undefined;
await log.group("Working", async () => {
  const script = `for i in $(seq ${Math.round(time / 100)}); do head -c 100000 /dev/zero; sleep 0.1; done`;
  const working = processes.run(["sh", "-c", script], {
    cwd: env.cwd,
    onOutput: () => undefined,
    onStart: (moved) => {
      far = moved;
    },
  });
  log.progress(() => `${far()?.written ?? 0} bytes written`, working);
  await working;
});
if (process.argv[3] !== undefined) writeFileSync(process.argv[3], String(late.max / 1e6));
process.stdout.write("done\n");
