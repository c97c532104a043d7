import { readdirSync } from "node:fs";
import { spawnSync } from "node:child_process";

/**
 * Runs the benches named on the command line, or every quick one; each is a file that prints its
 * own figures.
 */
const HEAVY = new Set([
  "accepted",
  "commands",
  "compare",
  "import",
  "layers",
  "overlap",
  "resolve",
  "link",
  "pull",
  "size",
]);
const all = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".ts") && name !== "run.ts")
  .map((name) => name.slice(0, -3));
const asked = process.argv.slice(2);
const chosen = asked.length > 0 ? asked : all.filter((name) => !HEAVY.has(name));
for (const name of chosen) {
  if (!all.includes(name)) {
    console.error(`There is no bench ${name}; there are: ${all.join(", ")}`);
    process.exit(2);
  }
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [`${import.meta.dirname}/${name}.ts`], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
