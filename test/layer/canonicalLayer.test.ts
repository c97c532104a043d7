import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { writeBlob } from "../../src/layer/writeBlob.ts";
import { canonicalEntries, canonicalLayer } from "../../src/layer/canonicalLayer.ts";
import { readTar } from "../../src/layer/readTar.ts";
import type { ReadEntry } from "../../src/layer/tarMembers.ts";
import { realFiles } from "../../src/system/files.ts";
import type { System } from "../../src/system/ports.ts";
import { folder, world } from "./world.ts";

const EPOCH = 1_700_000_000;
const entry = (path: string, over: Partial<ReadEntry> = {}): ReadEntry => ({
  path,
  kind: "file",
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: EPOCH + 50,
  size: 0,
  ...over,
});
const paths = (entries: readonly ReadEntry[]): string[] =>
  canonicalEntries(entries, EPOCH).map(({ path }) => path);

describe("a layer that an engine made", () => {
  it("has the same entries whatever order the engine wrote them in", () => {
    const entries = [
      entry("usr/bin/b"),
      entry("etc", { kind: "directory" }),
      entry("usr/bin/a"),
      entry("etc/passwd"),
    ];
    expect(canonicalEntries([...entries].reverse(), EPOCH)).toEqual(
      canonicalEntries(entries, EPOCH),
    );
  });

  it("keeps owners and modes, setuid included, and older times; newer ones become the epoch", () => {
    const [old, fresh] = canonicalEntries(
      [entry("a", { mode: 0o4755, uid: 1000, gid: 42, mtime: 5 }), entry("b")],
      EPOCH,
    );
    expect(old).toMatchObject({ mode: 0o4755, uid: 1000, gid: 42, mtime: 5 });
    expect(fresh?.mtime).toBe(EPOCH);
  });

  it("loses logs, caches, host keys and what only names the machine", () => {
    const dropped = [
      "var/log/apt/history.log",
      "var/log/dpkg.log",
      "var/cache/apt/pkgcache.bin",
      "var/cache/ldconfig/aux-cache",
      "var/lib/apt/lists/x",
      "etc/ssh/ssh_host_rsa_key",
      "etc/machine-id",
      "etc/passwd-",
      "etc/hostname",
      "tmp/x",
      "run/secrets/ca",
      "var/lib/dpkg/status-old",
    ];
    const kept = [
      "etc/passwd",
      "etc/ssh/sshd_config",
      "usr/bin/git",
      "var/cache/debconf/config.dat",
      "var/lib/dpkg/status",
      "var/log",
    ];
    expect(paths([...dropped, ...kept].map((path) => entry(path)))).toEqual(kept.sort());
  });

  it("keeps whiteouts, which say what of the base is gone", () => {
    expect(paths([entry("var/log/.wh.dpkg.log"), entry("opt/.wh..wh..opq")])).toEqual([
      "opt/.wh..wh..opq",
      "var/log/.wh.dpkg.log",
    ]);
  });

  it("never links to what comes later: the first name of a file by path holds its bytes", () => {
    const entries = canonicalEntries(
      [
        entry("usr/z", { size: 3, content: { kind: "bytes", bytes: Buffer.from("abc") } }),
        entry("usr/a", { kind: "hardlink", target: "usr/z" }),
        entry("usr/m", { kind: "hardlink", target: "usr/a" }),
      ],
      EPOCH,
    );
    expect(entries.map(({ path, kind, target, size }) => [path, kind, target, size])).toEqual([
      ["usr/a", "file", undefined, 3],
      ["usr/m", "hardlink", "usr/a", 0],
      ["usr/z", "hardlink", "usr/a", 0],
    ]);
  });

  it("must not hold devices or pipes", () => {
    expect(() => canonicalEntries([entry("dev-null", { kind: "other" })], EPOCH)).toThrowError(
      expect.objectContaining({ code: "layer-entry" }),
    );
  });

  it("keeps capabilities byte for byte, also where they are no text", async () => {
    const capability = Buffer.from([1, 0, 0, 2, 0xff, 0x80, 0, 0x0a, 0, 0, 0, 0, 0xc3, 0x28]);
    const dir = await folder();
    await writeBlob(
      world(),
      canonicalEntries([entry("usr/bin/ping", { capability })], EPOCH),
      `${dir}/l.tar.gz`,
    );
    const [read] = await readTar(realFiles, `${dir}/l.tar.gz`, `${dir}/spool`);
    expect(Buffer.from(read?.capability ?? []).equals(capability)).toBe(true);
  });

  it.each(["gzipped", "plain"])(
    "is rewritten from a %s tar of the machine's own tar, and nothing is left beside it",
    async (form) => {
      const dir = await folder();
      execFileSync(
        "sh",
        [
          "-c",
          `set -e; mkdir -p in/usr/bin in/var/log "in/usr/${"long/".repeat(40)}"; echo hi > in/usr/bin/tool; ln in/usr/bin/tool in/usr/bin/also; ln -s tool in/usr/bin/soft; echo x > in/var/log/x.log; echo deep > "in/usr/${"long/".repeat(40)}file"; tar --format=gnu -cf in.tar -C in .`,
        ],
        { cwd: dir },
      );
      const tar = await readFile(`${dir}/in.tar`);
      await writeFile(`${dir}/in.tar`, form === "plain" ? tar : gzipSync(tar));
      execFileSync("mkdir", [`${dir}/out`]);
      const sys = { ...world(), log: undefined } as unknown as System;
      const made = await canonicalLayer(sys, `${dir}/in.tar`, {
        file: `${dir}/out/layer.tar.gz`,
        epoch: EPOCH,
      });
      expect(await realFiles.list(`${dir}/out`)).toEqual(["layer.tar.gz"]);
      expect(made.unpacked).toBe(gunzipSync(await readFile(made.file)).length);
      const read = await readTar(realFiles, made.file, `${dir}/spool`);
      expect(
        read
          .filter(({ kind }) => kind !== "directory")
          .map(({ path, kind, target }) => [path, kind, target]),
      ).toEqual([
        ["usr/bin/also", "file", undefined],
        ["usr/bin/soft", "symlink", "tool"],
        ["usr/bin/tool", "hardlink", "usr/bin/also"],
        [`usr/${"long/".repeat(40)}file`, "file", undefined],
      ]);
      expect(
        (await canonicalLayer(sys, made.file, { file: `${dir}/out/again.tar.gz`, epoch: EPOCH }))
          .digest,
      ).toBe(made.digest);
    },
  );

  it.each([
    ["ends in the middle of a file", (tar: Buffer) => tar.subarray(0, 700), "bad-tar"],
    [
      "has a changed header",
      (tar: Buffer) => Buffer.concat([Buffer.from("x"), tar.subarray(1)]),
      "bad-tar",
    ],
  ])("is refused when its tar %s", async (_, damage, code) => {
    const dir = await folder();
    execFileSync("sh", ["-c", "head -c 2000 /dev/zero > big; tar -cf in.tar big"], { cwd: dir });
    await writeFile(`${dir}/bad.tar`, damage(await readFile(`${dir}/in.tar`)));
    await expect(readTar(realFiles, `${dir}/bad.tar`, `${dir}/spool`)).rejects.toMatchObject({
      code,
    });
    expect(await realFiles.stat(`${dir}/spool`)).toBeUndefined();
  });
});
