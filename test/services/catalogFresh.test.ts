import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dlEnv } from "../integration/cli.ts";

// A list of two packages, so that the real index is asked little: one entry is older than what is
// there, one newer.
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "dl-env-fresh-"));
  await writeFile(
    join(dir, "newest.yml"),
    "as-of: 2020-01-01\nsource: written for this test\npackages:\n  seaborn: 0.11.0\n  tqdm: 9999.0.0\n",
  );
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test("catalog check asks the real index: an older entry is told with the release that is there, a newer one is left alone, and the exit code is 1", async () => {
  const result = await dlEnv(dir, ["catalog", "check", "--catalog", dir, "--json"]);
  const { differences, unasked, compared } = result.json() as {
    differences: { subject: string; from: string; to: string }[];
    unasked: unknown[];
    compared: unknown;
  };
  expect(unasked).toEqual([]);
  expect(compared).toEqual({ images: 0, packages: 2, pythons: 0, cards: 0 });
  expect(differences.map(({ subject, from }) => [subject, from])).toEqual([["seaborn", "0.11.0"]]);
  expect(differences[0]?.to).toMatch(/^0\.1[3-9]\.|^[1-9]/);
  expect(result.code).toBe(1);
});

test("catalog check where nothing but the packages can be reached says so and compares them still", async () => {
  await writeFile(
    join(dir, "cuda.yml"),
    'as-of: 2020-01-01\nrepository: 127.0.0.1:1/nvidia/cuda\nsources: { x: written for this test }\nwheels: {}\nreleases:\n  12.8.1:\n    images: { "24.04": [base] }\n    sources: [x]\n',
  );
  const result = await dlEnv(dir, ["catalog", "check", "--catalog", dir]);
  expect(result.stdout).toContain("not asked  127.0.0.1:1/nvidia/cuda: ");
  expect(result.stdout).toContain("new        seaborn ");
  expect(result.code).toBe(1);
});
