import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { doctor } from "../../src/commands/doctorCommand.ts";
import { load } from "../../src/commands/loadCommand.ts";
import { untag } from "../../src/commands/untagCommand.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { putImage, rejection, testSystem } from "../registry/world.ts";

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
  const own = [
    "wheel-0123456789abcdef0123456789abcdef",
    `sha256-${"a".repeat(64)}`,
    `sha256-${"a".repeat(64)}-0123456789abcdef`,
    "dl-env-promotion-20261128T101010Z-01234567",
    "dl-env-promotion-20261128T101010Z-01234567-done",
    "dl-env-leaving-0123456789abcdef",
    "dl-env-prune",
    "dl-env-retention",
    "dl-env-last-look",
  ];
  for (const tag of ["torch", "torch-cuda12.8", ...own]) await putImage(layout, "{}", ["x"], tag);
  expect(await refused("troch")).toMatchObject({
    exit: 2,
    code: "unknown-tag",
    hint: "Did you mean: torch",
  });
  expect(await refused("rapids")).toMatchObject({ hint: "Existing tags: torch or torch-cuda12.8" });
  expect(await refused("torch cuda")).toMatchObject({ code: "unknown-tag" });
});

test("load, untag and doctor say the same of a tag that is not there", async () => {
  await putImage(layoutRepository(sys, join(dir, "images")), "{}", ["x"], "torch");
  const file = join(dir, "dl-env.yml");
  const told = [
    () => load(sys, "rapids", { file, into: "podman" }),
    () => untag(sys, { file, tags: ["rapids"] }),
    () => doctor(sys, { file, cell: "rapids" }),
  ].map((type) => rejection(type()));
  for (const one of await Promise.all(told))
    expect(one).toMatchObject({
      exit: 2,
      code: "unknown-tag",
      message: expect.stringMatching(/has no tag rapids\.$/) as string,
      hint: "Existing tags: torch",
    });
});

test("with a destination or a whole reference no dl-env.yml is needed; one that is named must be there", async () => {
  await putImage(layoutRepository(sys, join(dir, "alone")), "{}", ["x"], "torch");
  // Nothing is on PATH: what is there is found, and no engine to load it into.
  const processes = { ...sys.processes, find: () => Promise.resolve(undefined) };
  const away = { ...sys, processes, env: { ...sys.env, cwd: dir } };
  const alone = (image: string, more: { to?: string; file?: string }): Promise<unknown> =>
    load(away, image, { into: "podman", ...more }).then(
      () => "was loaded",
      (error: unknown) => error,
    );
  const to = `oci:${join(dir, "alone")}`;
  expect(await alone("troch", { to })).toMatchObject({
    code: "unknown-tag",
    hint: "Did you mean: torch",
  });
  expect(await alone("torch", { to })).toMatchObject({ code: "no-runtime" });
  expect(await alone("torch", { to, file: join(dir, "other.yml") })).toMatchObject({
    code: "no-request",
  });
  expect(await alone("torch", { to: "images" })).toMatchObject({ code: "wrong-destination" });
  expect(await alone("torch", {})).toMatchObject({ code: "no-request" });
  expect(await alone("registry.example/me/images", {})).toMatchObject({
    code: "wrong-reference",
    exit: 2,
  });
  const closed = await alone("127.0.0.1:1/me/images:torch", {});
  expect(closed).toMatchObject({ code: "network", exit: 3 });
});

test("a folder that is misspelt is no place to build in", async () => {
  await putImage(layoutRepository(sys, join(dir, "images")), "{}", ["x"], "torch");
  expect(
    await load(sys, "torch", { into: "podman", to: `oci:${join(dir, "imgaes")}` }).catch(
      (error: unknown) => error,
    ),
  ).toMatchObject({
    code: "nothing-stored",
    message: expect.stringMatching(/^There is no folder .*imgaes, so nothing is stored/) as string,
    hint: `Did you mean the folder beside it? --to oci:${join(dir, "images")}`,
  });
});

test("where nothing has a tag yet, the way to one is shown", async () => {
  expect(await refused("torch")).toMatchObject({
    code: "unknown-tag",
    hint: expect.stringMatching(/dl-env promote$/) as string,
  });
});
