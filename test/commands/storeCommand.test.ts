import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { storeList, storePrune, storeVerify } from "../../src/commands/storeCommand.ts";
import { untag } from "../../src/commands/untagCommand.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { startFakeRegistry } from "../fakes/registry.ts";
import { putImage, rejection, testSystem } from "../registry/world.ts";

const sys = testSystem();
let dir = "";
let file = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dle-store-"));
  file = join(dir, "dl-env.yml");
  await writeFile(
    file,
    'to: oci:./images\nstore: oci:./layers\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: ["24.04"]\n',
  );
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** What all that look for what is stored are rejected with. */
const looks = (to?: string): Promise<readonly unknown[]> => {
  const options = { file, ...(to === undefined ? {} : { to }) };
  const all = [
    storeList(sys, options),
    storeVerify(sys, options),
    storePrune(sys, { ...options, age: 7 }),
    untag(sys, { ...options, tags: [], outside: true }),
    untag(sys, { ...options, tags: ["torch"] }),
  ];
  return Promise.all(all.map((one) => rejection(one)));
};

test("a folder that is not there is told as that, and not as whole or empty", async () => {
  for (const one of await looks())
    expect(one).toMatchObject({
      exit: 2,
      code: "nothing-stored",
      message: expect.stringContaining(join(dir, "images")) as string,
      hint: expect.stringMatching(/--to .*dl-env build$/) as string,
    });
});

test("nor is a repository of a registry that has no tags, or does not exist", async () => {
  const registry = await startFakeRegistry();
  try {
    for (const one of await looks(`${registry.host}/team/images`))
      expect(one).toMatchObject({
        exit: 2,
        code: "nothing-stored",
        message: expect.stringContaining("has no tags") as string,
      });
  } finally {
    await registry.close();
  }
});

test("where one of two is there, it is looked at, and the other is not called whole", async () => {
  await putImage(layoutRepository(sys, join(dir, "images")), "{}", ["x"], "torch");
  const verified = await storeVerify(sys, { file });
  expect(verified.exit).toBe(0);
  const [images, layers] = outcomeText(verified).split("\n");
  expect(images).toMatch(/images: 1 tag looked at, 3 blobs read; all whole\.$/);
  expect(layers).toMatch(/layers: nothing is there\.$/);
  expect((await storeList(sys, { file })).result.others).toEqual(["torch"]);
});

test("a folder that was emptied is there", async () => {
  await mkdir(join(dir, "images"));
  expect((await storeVerify(sys, { file })).exit).toBe(0);
  expect((await storeList(sys, { file })).result.images).toEqual([]);
});

test("images that other tags name are not said to be for prune", async () => {
  const images = layoutRepository(sys, join(dir, "images"));
  for (const tag of ["torch", "latest"]) await putImage(images, "{}", ["x"], tag);
  const first = await untag(sys, { file, tags: ["latest"], yes: true });
  expect(outcomeText(first)).toContain("What they named stays, since torch names it too.");
  const last = await untag(sys, { file, tags: ["torch"], yes: true });
  expect(outcomeText(last)).toContain("What they named stays until: dl-env store prune --yes");
});
