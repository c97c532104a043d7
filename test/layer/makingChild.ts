import { appendFileSync, existsSync } from "node:fs";
import { layerTag, type LayerSpec } from "../../src/image/recipe.ts";
import { openSpace } from "../../src/layer/buildSpace.ts";
import { makeMissing } from "../../src/layer/makeMissing.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { realSystem } from "../../src/system/realSystem.ts";

// A build that makes layers for a store and notes in a file which one it begins when; it goes on
// once a file of that name with `.go` at its end is there.
// argv: store, private folder, file of notes, names of layers in the order of their size.
const [to = "", work = "", notes = "", ...names] = process.argv.slice(2);

const spec = (name: string, at: number): LayerSpec => ({
  kind: "files",
  key: name.padEnd(32, "0"),
  title: name,
  download: names.length - at,
  files: [{ path: `/opt/${name}`, mode: 0o644, content: name }],
});

const real = realSystem();
const specs = names.map(spec);
const sys: typeof real = {
  ...real,
  files: {
    ...real.files,
    write: async (path, content, mode) => {
      const made = specs.find((one) => path === `${work}/${layerTag(one)}.tar.gz`);
      if (made !== undefined) {
        appendFileSync(notes, `${made.title} ${process.pid}\n`);
        while (!existsSync(`${notes}.go`)) await real.clock.sleep(20);
      }
      await real.files.write(path, content, mode);
    },
  },
};
const space = openSpace(sys, []);
const { layers, failed } = await makeMissing(
  {
    sys,
    store: openRepository(sys)(to),
    work,
    space,
    tools: () => Promise.resolve({ uv: "", interpreter: {}, mirrors: {} } as never),
    buildSystem: () => Promise.reject(new Error("not needed")),
    parallel: 1,
  },
  specs,
);
await space.close();
if (failed.length > 0) throw failed[0]?.error;
process.stdout.write(`${layers.map(({ tag }) => tag).join(" ")}\n`);
