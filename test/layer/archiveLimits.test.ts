import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ImageRecipe, StoredLayer } from "../../src/image/recipe.ts";
import { downloadArchive } from "../../src/layer/downloadArchive.ts";
import { ARCHIVE_LIMITS } from "../../src/layer/archiveLimits.ts";
import { overlapChecker } from "../../src/layer/overlapChecker.ts";
import { decodePaths } from "../../src/layer/pathList.ts";
import { readRecord } from "../../src/layer/wheelRecord.ts";
import { readWheelTree } from "../../src/layer/wheelTree.ts";
import { LIMITS } from "../../src/registry/answerLimits.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { realFiles } from "../../src/system/files.ts";
import type { Clock, Files, Http } from "../../src/system/ports.ts";
import { filler } from "./hostile/archives.ts";
import { folder } from "./world.ts";

const limit = expect.objectContaining({ code: "archive-limit" }) as Error;

describe("a wheel's RECORD is refused", () => {
  test("with more rows than a layer has files", () => {
    expect(() => readRecord("a,,\n".repeat(3), 2)).toThrowError(limit);
    expect(readRecord("a,,\n".repeat(2), 2)).toHaveLength(2);
    expect(() => readRecord("a,,\n".repeat(ARCHIVE_LIMITS.entries + 1))).toThrowError(limit);
  });

  test("with a line that is no path, hash and size", () => {
    expect(() => readRecord(",".repeat(ARCHIVE_LIMITS.recordLine + 1))).toThrowError(limit);
  });

  test("before it is read, when it is larger than those of all wheels of a layer may be", async () => {
    const tree = await folder();
    await realFiles.write(
      `${tree}/lib/python3.12/site-packages/demo-1.dist-info/RECORD`,
      "demo.py,,\n",
    );
    const read: string[] = [];
    const files: Files = {
      ...realFiles,
      stat: async (path) => {
        const stat = await realFiles.stat(path);
        return stat?.kind === "file" ? { ...stat, size: ARCHIVE_LIMITS.records + 1 } : stat;
      },
      readText: (path) => {
        read.push(path);
        return realFiles.readText(path);
      },
    };
    await expect(readWheelTree({ files, folder: tree, venv: "py" })).rejects.toEqual(limit);
    expect(read).toEqual([]);
  });
});

describe("a wheel is refused", () => {
  /** Files that are nowhere but in a list. */
  const listed = (names: readonly string[], size: number, text = ""): Files => ({
    ...realFiles,
    list: (path) => Promise.resolve(path.endsWith("/bin") ? [...names] : ["bin"]),
    stat: (path) =>
      Promise.resolve({
        kind: path.endsWith("/bin") ? "directory" : "file",
        mode: 0o755,
        size,
      } as Awaited<ReturnType<Files["stat"]>>),
    readBytes: () => Promise.resolve(Buffer.from(text)),
  });
  const numbered = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `f${index}`);

  test("with more files than a layer may have", async () => {
    const files = listed(numbered(ARCHIVE_LIMITS.entries + 1), ARCHIVE_LIMITS.script + 1);
    await expect(readWheelTree({ files, folder: "/tree", venv: "py" })).rejects.toEqual(limit);
  });

  test("with more scripts than are held in memory; other programs stay on the disk", async () => {
    const script = `#!/x/py/bin/python\n${"#".repeat(ARCHIVE_LIMITS.script - 100)}`;
    const names = numbered(ARCHIVE_LIMITS.scripts / ARCHIVE_LIMITS.script + 2);
    const files = listed(names, script.length, script);
    await expect(readWheelTree({ files, folder: "/tree", venv: "py" })).rejects.toEqual(limit);
    const programs = listed(names, script.length, script.replace("#!", "ELF"));
    const { entries } = await readWheelTree({ files: programs, folder: "/tree", venv: "py" });
    expect(new Set(entries.map(({ content }) => content?.kind))).toEqual(new Set(["file"]));
  });
});

describe("the list of a layer's paths is refused", () => {
  test("when it unpacks to more than any that is written here", () => {
    expect(() =>
      decodePaths(gzipSync(Buffer.alloc(ARCHIVE_LIMITS.pathListUnpacked + 1, "\n"))),
    ).toThrowError(limit);
  });

  test("with more paths than a layer has", () => {
    const lines = Array.from(
      { length: ARCHIVE_LIMITS.entries + 1 },
      (_, index) => `${"0".repeat(16)} ${index}\n`,
    );
    expect(() => decodePaths(gzipSync(lines.join("")))).toThrowError(limit);
  });

  test("when it is cut", () => {
    const whole = gzipSync(`${"0".repeat(16)} a\n`);
    expect(() => decodePaths(whole.subarray(0, 15))).toThrowError(
      expect.objectContaining({ code: "bad-tar" }),
    );
  });

  test("before more of it is taken from the store than one may have", async () => {
    let taken = 0;
    const store = {
      name: "registry.example/layers",
      readBlob: async function* () {
        for (const chunk of filler(10 * LIMITS.smallBlobBytes)) {
          taken += chunk.length;
          yield chunk;
        }
      },
    } as unknown as Repository;
    const check = overlapChecker(store, { overlapWinners: {} });
    const recipe = { layers: [{ kind: "files", title: "files" }] } as unknown as ImageRecipe;
    await expect(
      check(recipe, [{ paths: "sha256:x" } as unknown as StoredLayer]),
    ).rejects.toMatchObject({
      code: "too-large",
    });
    expect(taken).toBeLessThan(LIMITS.smallBlobBytes + 2 ** 21);
  });
});

test("an archive of a Python is refused before more of it is taken than one may have", async () => {
  let taken = 0;
  const http = {
    request: () =>
      Promise.resolve({
        status: 200,
        headers: {},
        body: (function* () {
          for (const chunk of filler(10 * LIMITS.archiveBytes)) {
            taken += chunk.length;
            yield chunk;
          }
        })(),
      }),
  } as unknown as Http;
  const clock = { now: () => 0 } as Clock;
  const files = {
    ...realFiles,
    write: async (_path: string, content: AsyncIterable<Uint8Array>) => {
      for await (const _chunk of content) continue;
    },
  };
  await expect(
    downloadArchive({ http, files, clock }, { url: "https://python.example/x", sha256: "0" }, "/x"),
  ).rejects.toEqual(limit);
  expect(taken).toBeLessThan(LIMITS.archiveBytes + 2 ** 21);
});
