import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { proofFiles, readProofFiles } from "../../src/action/proofFiles.ts";
import type { Report } from "../../src/smoke/smokeReport.ts";
import { realFiles } from "../../src/system/files.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-proofs-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const report = (digit: string): Report => ({
  format: 1,
  digest: `sha256:${digit.repeat(64)}`,
  cell: `torch-${digit}`,
  at: "2026-11-28T00:00:00Z",
  runtime: { name: "podman", version: "5.0.0" },
  results: [],
});

describe("proofs of a job that may not write", () => {
  test("reach the job that stores them as they were", async () => {
    const reports = [report("a"), report("b")];
    for (const [name, text] of proofFiles(reports))
      await realFiles.write(`${folder}/proofs/${name}`, text);
    await realFiles.write(`${folder}/proofs/other.json`, "{}");
    const read = await readProofFiles(realFiles, folder);
    expect(read.toSorted((x, y) => (x.digest < y.digest ? -1 : 1))).toEqual(reports);
  });

  test("are none where no job left any", async () => {
    expect(await readProofFiles(realFiles, folder)).toEqual([]);
  });

  test.each(["", "{", '{"format":2}', '{"format":1,"digest":7}'])(
    "%j in place of one is refused, with the file's name",
    async (text) => {
      await realFiles.write(`${folder}/proofs/proof-0123456789ab.json`, text);
      await expect(readProofFiles(realFiles, folder)).rejects.toMatchObject({
        code: "wrong-plan",
        message: expect.stringContaining("proof-0123456789ab.json") as string,
      });
    },
  );
});
