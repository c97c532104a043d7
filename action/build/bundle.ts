import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const node = process.execPath;

export const root = join(import.meta.dirname, "..", "..");

/** Places that exist on this machine only: this checkout, and addresses of files. */
const foreignPaths = (text: string): string[] => [
  ...new Set(text.match(/file:\/\/\/[\w.]+/g)),
  ...(text.includes(root) ? [root] : []),
];

const compile = async (): Promise<void> => {
  await rm(join(root, "lib"), { recursive: true, force: true });
  await run(
    node,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", join(root, "action/build/tsconfig.json")],
    { cwd: root },
  );
};

/**
 * Compiles and bundles the action into `into`, an empty folder: `index.js`, the chunks it loads
 * when needed, and `licenses.txt`. TypeScript 7 has no compiler API, so tsc runs first and ncc sees
 * JavaScript only.
 */
export const bundleInto = async (into: string): Promise<void> => {
  await compile();
  await mkdir(into, { recursive: true });
  const ncc = join(root, "node_modules/@vercel/ncc/dist/ncc/cli.js");
  await run(
    node,
    [
      ncc,
      "build",
      join(root, "lib/src/action.js"),
      "-o",
      into,
      "--no-cache",
      "--license",
      "licenses.txt",
      "--target",
      "es2022",
    ],
    { cwd: root, maxBuffer: 1 << 26 },
  );
  for (const name of await readdir(into)) {
    const found = foreignPaths(await readFile(join(into, name), "utf8"));
    if (found.length > 0)
      throw new Error(`${name} holds paths of this machine: ${found.join(", ")}`);
  }
};

/** Names of what the build makes: all in action/ but the scripts that make it and action.yml. */
export const builtNames = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name !== "build" && name !== "action.yml").sort();
