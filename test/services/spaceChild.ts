import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { problemsOf } from "../../src/errors/errorProblems.ts";
import { problemText } from "../../src/errors/problemText.ts";
import { exitOf } from "../../src/errors/exitOf.ts";
import type { LayerSpec } from "../../src/image/recipe.ts";
import { openSpace } from "../../src/layer/buildSpace.ts";
import { makeMissing } from "../../src/layer/makeMissing.ts";
import { isLayout } from "../../src/registry/layout.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { openWork } from "../../src/system/workFolder.ts";

// Makes layers of random bytes for a layout; it begins with what is written once the file `go` is
// there. argv: layout, go, then megabytes of each layer, or MB=MB where fewer are told than come.
const [dir = "", go = "", ...sizes] = process.argv.slice(2);
const MB = 1_000_000;

const spec = (size: string, at: number): LayerSpec => {
  const [told, real = told] = size.split("=").map(Number);
  const content = randomBytes(((real ?? 0) * MB) / 2).toString("hex");
  return {
    kind: "files",
    key: `${at}${size.replace("=", "")}`.padEnd(32, "0"),
    title: `layer ${at}`,
    download: (told ?? 0) * MB,
    files: [{ path: `/opt/${at}`, mode: 0o644, content }],
  };
};

const sys = realSystem();
const store = openRepository(sys)(`oci:${dir}`);
const work = await openWork(sys);
const space = openSpace(sys, isLayout(store) ? [store.dir] : []);
const waited: typeof space = {
  ...space,
  reserve: async (needs) => {
    await space.reserve(needs);
    process.stdout.write("reserved\n");
    while (!existsSync(go)) await sys.clock.sleep(20);
  },
};
const making = {
  sys,
  store,
  work: work.dir,
  space: waited,
  tools: () => Promise.resolve({ uv: "", interpreter: {}, mirrors: {} } as never),
  buildSystem: () => Promise.reject(new Error("not needed")),
};
try {
  const { failed } = await makeMissing(making, sizes.map(spec));
  if (failed.length > 0) throw failed[0]?.error;
} catch (error) {
  process.stderr.write(`${problemsOf(error).map(problemText).join("\n")}\n`);
  process.exitCode = exitOf(error);
} finally {
  await work.close();
  await space.close();
}
