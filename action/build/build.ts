// npm run build: makes action/ anew. With --check, makes it aside and compares: exit code 1 when
// action/ is not what the source builds.
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtNames, bundleInto, root } from "./bundle.ts";

const target = join(root, "action");

const differences = async (made: string): Promise<string[]> => {
  const names = new Set([...(await builtNames(made)), ...(await builtNames(target))]);
  const read = (folder: string, name: string): Promise<string> =>
    readFile(join(folder, name), "utf8").catch(() => "");
  const found: string[] = [];
  for (const name of [...names].sort())
    if ((await read(made, name)) !== (await read(target, name))) found.push(name);
  return found;
};

const replace = async (made: string): Promise<void> => {
  for (const name of await builtNames(target)) await rm(join(target, name));
  await cp(made, target, { recursive: true });
};

const made = await mkdtemp(join(tmpdir(), "dl-env-bundle-"));
try {
  await bundleInto(made);
  if (!process.argv.includes("--check")) await replace(made);
  const left = await differences(made);
  if (left.length > 0) {
    process.stderr.write(
      `action/ is not what the source builds: ${left.join(", ")}\nMake it anew: npm run build\n`,
    );
    process.exitCode = 1;
  }
} finally {
  await rm(made, { recursive: true, force: true });
}
