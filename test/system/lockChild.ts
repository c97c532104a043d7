import { appendFile, readFile, writeFile } from "node:fs/promises";
import { withLock } from "../../src/system/fileLock.ts";

// One of many processes that count in one file under one lock; a second holder at the same time is
// noted.
const [dir = "", times = "0"] = process.argv.slice(2);

for (let turn = 0; turn < Number(times); turn += 1) {
  await withLock(`${dir}/lock`, async () => {
    const before = Number(await readFile(`${dir}/count`, "utf8"));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    const now = Number(await readFile(`${dir}/count`, "utf8"));
    if (now !== before) await appendFile(`${dir}/clashes`, `${before} ${now}\n`);
    await writeFile(`${dir}/count`, String(before + 1));
  });
  // Some die while they hold it, as an interrupted run does.
  if (process.pid % 3 === 0 && turn === Number(times) - 1)
    await withLock(`${dir}/lock`, () => Promise.resolve(process.kill(process.pid, "SIGKILL")));
}
