import { execFile } from "node:child_process";
import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { bundleInto, root } from "../../action/build/bundle.ts";

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

/** What `npm pack` takes, without the bundle. */
const packedFiles = async (): Promise<string[]> => {
  const argv = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const { stdout } = await promisify(execFile)("npm", argv, { cwd: root, maxBuffer: 1 << 24 });
  // npm 11 prints a list, npm 12 an object by name.
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
  return (packed?.files ?? [])
    .map(({ path }) => path)
    .filter((path) => !path.startsWith("action/"));
};

/** The npm package as it is unpacked, with a bundle made now, in a folder. */
export const packageInto = async (folder: string): Promise<void> => {
  for (const path of await packedFiles()) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path));
  }
  await bundleInto(join(folder, "action"));
};
