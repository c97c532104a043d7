import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { load } from "../../src/commands/loadCommand.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { putImage, testSystem } from "../registry/world.ts";

const sys = testSystem({ env: { PATH: "/nonexistent" } });
let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dle-load-"));
  await writeFile(
    join(dir, "dl-env.yml"),
    'to: oci:./images\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: ["24.04"]\n',
  );
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const refused = (tag: string): Promise<unknown> =>
  load(sys, tag, { file: join(dir, "dl-env.yml"), into: "podman" }).then(
    () => "was loaded",
    (error: unknown) => error,
  );

test("a tag that is not there is refused before any engine is asked, with the one that was meant", async () => {
  const layout = layoutRepository(sys, join(dir, "images"));
  for (const tag of ["torch", "torch-cuda12.8", "wheel-0123456789abcdef0123456789abcdef"])
    await putImage(layout, "{}", ["x"], tag);
  expect(await refused("troch")).toMatchObject({
    exit: 3,
    code: "image-missing",
    hint: "Did you mean: torch",
  });
  expect(await refused("rapids")).toMatchObject({ hint: "Existing tags: torch or torch-cuda12.8" });
  expect(await refused("torch cuda")).toMatchObject({ code: "image-missing" });
});

test("where nothing has a tag yet, the way to one is shown", async () => {
  expect(await refused("torch")).toMatchObject({
    code: "image-missing",
    hint: expect.stringMatching(/dl-env promote$/) as string,
  });
});
