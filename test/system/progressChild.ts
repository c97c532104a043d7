import { realSystem } from "../../src/system/realSystem.ts";

/** Works for so many milliseconds, in a process of its own, and says so. */
const time = Number(process.argv[2]);
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
process.stdout.write("done\n");
