import { readFile } from "node:fs/promises";
import type { LayerSpec, StoredLayer } from "../../src/image/recipe.ts";
import { immutableTag } from "../../src/plan/makePlan.ts";
import { tagImage } from "./tagImage.ts";
import { linkImage } from "../../src/publish/linkImage.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { copyBase } from "../../src/registry/storedBase.ts";
import { storeLayer } from "../../src/layer/storedLayers.ts";
import type { Repository } from "../../src/registry/repository.ts";
import type { System } from "../../src/system/ports.ts";
import { madeLayer, putBase, recipeOf, systemSpec, wheelSpec } from "./images.ts";

/** What the image prints when it runs. */
export const PRINTS = "from system\nfrom wheel";

/** This machine's own `cat` with the libraries it needs: a base that runs, of 2 MB. */
const catFiles = async (): Promise<Record<string, Buffer>> => ({
  "bin/cat": await readFile("/bin/cat"),
  "lib64/ld-linux-x86-64.so.2": await readFile("/lib64/ld-linux-x86-64.so.2"),
  "lib/x86_64-linux-gnu/libc.so.6": await readFile("/lib/x86_64-linux-gnu/libc.so.6"),
});

/** Links and tags an image of four layers that engines can run; `dir` takes the layers' files. */
export const linkRunnable = async (
  to: Repository,
  dir: string,
  sys: Pick<System, "files">,
): Promise<{ readonly digest: string; readonly tag: string }> => {
  await putBase(to, "some-base", [await catFiles(), { "etc/os-release": "NAME=test\n" }]);
  const base = await copyBase(await readBaseIn(to, "some-base", "some-base"), to);
  const specs: LayerSpec[] = [systemSpec(base.platformDigest), wheelSpec("numpy")];
  const layers: StoredLayer[] = [];
  for (const spec of specs)
    layers.push(
      await storeLayer(sys, to, {
        spec,
        made: await madeLayer(dir, spec.kind, { [`opt/${spec.kind}`]: `from ${spec.kind}\n` }),
      }),
    );
  const recipe = recipeOf(specs);
  const linked = await linkImage({
    recipe: {
      ...recipe,
      config: {
        ...recipe.config,
        entrypoint: ["/bin/cat"],
        cmd: ["/opt/system", "/opt/wheel"],
        user: "0:0",
        workdir: "/",
      },
    },
    base,
    layers,
    store: to,
    to,
  });
  const tag = immutableTag(recipe);
  await tagImage(to, linked.digest, tag);
  return { digest: linked.digest, tag };
};
