import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { init, requireNoRequest } from "../../src/commands/initCommand.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { TODAY } from "../catalog/builtIn.ts";
import { testSystem } from "../registry/world.ts";

const world = () => {
  const home = mkdtempSync(join(tmpdir(), "dl-env-init-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const file = join(home, "dl-env.yml");
  const sys = testSystem({ home, now: () => Date.parse(TODAY) });
  const given = { file, to: "oci:./images", version: "1.0.0", gpu: "any" };
  return { file, sys, given };
};

const cudaIn = (file: string): number =>
  Number(/cuda: \["(\d+\.\d+)/.exec(readFileSync(file, "utf8"))?.[1]);

test("for any card the driver that is named decides which CUDA is written", async () => {
  const { file, sys, given } = world();
  const made = await init(sys, { ...given, with: ["numpy"], driver: "550.54.15" });
  expect(cudaIn(file)).toBe(12.4);
  expect(outcomeText(made)).toContain("for any card with driver 550.54.15");
  rmSync(file);
  await init(sys, { ...given, with: ["numpy"] });
  expect(cudaIn(file)).toBeGreaterThanOrEqual(13);
});

test("a driver that runs nothing writes nothing, and a branch is no driver", async () => {
  const { file, sys, given } = world();
  const asked = { ...given, with: ["numpy"] };
  await expect(init(sys, { ...asked, driver: "450.80.02" })).rejects.toMatchObject({
    code: "nothing-fits",
    hint: 'See why: dl-env pick --gpu "RTX 4090" --driver 450.80.02 --with numpy',
  });
  await expect(init(sys, { ...asked, driver: "550" })).rejects.toMatchObject({
    code: "wrong-driver",
  });
  expect(() => readFileSync(file)).toThrow("ENOENT");
});

test("what dl-env writes beside the file is kept out of git, and said", async () => {
  const { file, sys, given } = world();
  const made = await init(sys, { ...given, with: ["numpy"] });
  const path = join(dirname(file), ".gitignore");
  expect(readFileSync(path, "utf8")).toBe("/images/\n/.dl-env/\n");
  expect(outcomeText(made)).toContain(".gitignore has /.dl-env/");
  rmSync(file);
  writeFileSync(path, "/.dl-env/");
  const { result } = await init(sys, { ...given, to: "registry.example/a/b", with: ["numpy"] });
  expect(result.ignored).toEqual([]);
});

test("a package that the catalog lacks is told with where it goes", async () => {
  const { sys, given } = world();
  await expect(init(sys, { ...given, with: ["numpy", "einops"] })).rejects.toMatchObject({
    code: "unknown-library",
    hint: expect.stringMatching(/\nsets: \{ mine: \[numpy, einops\] \}$|^Other packages/) as string,
  });
});

test("what an option says wrong is told of the option, with what to type", async () => {
  const { file, sys, given } = world();
  await expect(init(sys, { ...given, to: "images", with: ["numpy"] })).rejects.toMatchObject({
    code: "wrong-destination",
    place: { file: "--to" },
  });
  await expect(init(sys, { ...given, with: ["torch", "numpy==2.1"] })).rejects.toMatchObject({
    code: "unknown-library",
    message: "--with takes names without versions; found `numpy==2.1`.",
    hint: 'Write: --with torch,numpy\nThe version goes into dl-env.yml: pins: { numpy: "==2.1" }',
  });
  expect(() => readFileSync(file)).toThrow("ENOENT");
});

test("a file that is there is told of before anything else", async () => {
  const { file, sys } = world();
  await requireNoRequest(sys, file);
  writeFileSync(file, "to: x\n");
  await expect(requireNoRequest(sys, file)).rejects.toMatchObject({ code: "request-exists" });
});
