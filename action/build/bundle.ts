import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown, type RolldownOutput } from "rolldown";
import { licencesOf } from "./licences.ts";

export const root = join(import.meta.dirname, "..", "..");

/** Places that exist on this machine only: this checkout, and addresses of files. */
const foreignPaths = (text: string): string[] => [
  ...new Set(text.match(/file:\/\/\/[\w.]+/g)),
  ...(text.includes(root) ? [root] : []),
];

/**
 * Packages that do nothing when they are loaded: what nobody uses of them is left out.
 * @actions/core would else bring an HTTP client of 700 kB for logins that we do ourselves.
 */
const QUIET_PACKAGES = /[\\/]node_modules[\\/](?:@actions|undici|tunnel)[\\/]/;

const bundle = async (into: string): Promise<RolldownOutput> => {
  const made = await rolldown({
    cwd: root,
    input: {
      index: join(root, "src/action.ts"),
      "dl-env": join(root, "src/cli.ts"),
    },
    platform: "node",
    // A checkout whose node_modules is a link gives the same bytes. @actions/http-client wants an
    // older undici, of which it takes one class that the newer has too: one copy is enough.
    resolve: { symlinks: false, alias: { undici: join(root, "node_modules/undici") } },
    treeshake: { moduleSideEffects: [{ test: QUIET_PACKAGES, sideEffects: false }] },
    checks: { pluginTimings: false },
  });
  try {
    return await made.write({
      dir: into,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "[name].js",
    });
  } finally {
    await made.close();
  }
};

/**
 * Bundles the action and the command line into `into`, an empty folder: `index.js`, `dl-env.js`,
 * the chunks that they load when needed, and `licenses.txt`.
 */
export const bundleInto = async (into: string): Promise<void> => {
  const { output } = await bundle(into);
  const modules = output.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
  await writeFile(join(into, "licenses.txt"), await licencesOf(modules));
  for (const name of await readdir(into)) {
    const found = foreignPaths(await readFile(join(into, name), "utf8"));
    if (found.length > 0)
      throw new Error(`${name} holds paths of this machine: ${found.join(", ")}`);
  }
};

/** Names of what the build makes: all in action/ but the scripts that make it and action.yml. */
export const builtNames = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name !== "build" && name !== "action.yml").sort();
