import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { DlEnvError } from "../../src/errors/error.ts";
import { ownEntries } from "../../src/image/ownEntries.ts";
import { readOwnFiles } from "../../src/image/readOwnFiles.ts";
import { ownLayerSpec } from "../../src/image/layerSpecs.ts";
import { ownStage } from "../../src/image/ownStage.ts";
import { NOTHING_ADDED, type FilesSource } from "../../src/matrix/customization.ts";
import { realSystem } from "../../src/system/realSystem.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-files-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const put = async (path: string, text = "text\n", mode = 0o644): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
  await chmod(join(folder, path), mode);
};

const source = (one: Partial<FilesSource> = {}): FilesSource => ({
  from: "rootfs",
  to: "/",
  place: { file: "dl-env.yml", line: 3, column: 8 },
  ...one,
});

const entriesOf = async (files: readonly FilesSource[], workdir?: string) => {
  const all = { ...NOTHING_ADDED, files, ...(workdir === undefined ? {} : { workdir }) };
  return ownEntries(all, await readOwnFiles(realSystem().files, { all, cells: [] }, folder));
};

/** `file 0644 0:0 /etc/x` */
const lines = async (files: readonly FilesSource[], workdir?: string): Promise<string[]> =>
  (await entriesOf(files, workdir)).map(
    ({ path, mode, uid, gid, content }) =>
      `${content.kind} ${mode.toString(8)} ${uid}:${gid} ${path}`,
  );

const problem = async (one: Partial<FilesSource> = {}): Promise<string> => {
  try {
    await entriesOf([source(one)]);
    return "none";
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    expect(error.place).toEqual({ file: "dl-env.yml", line: 3, column: 8 });
    return error.code;
  }
};

describe("a folder laid over the image", () => {
  it("has modes and owners that do not follow from this machine", async () => {
    await put("rootfs/etc/lab.conf", "a", 0o600);
    await put("rootfs/usr/local/bin/tool", "#!/bin/sh\n", 0o711);
    await put("rootfs/home/dev/.config/lab", "x", 0o640);
    expect(await lines([source()])).toEqual([
      "file 644 0:0 /etc/lab.conf",
      "directory 775 1000:0 /home/dev",
      "directory 775 1000:0 /home/dev/.config",
      "file 664 1000:0 /home/dev/.config/lab",
      "file 755 0:0 /usr/local/bin/tool",
    ]);
  });

  it("leaves out what tools leave in folders, and keeps links within it", async () => {
    await put("rootfs/srv/a/__pycache__/x.pyc");
    await put("rootfs/srv/a/.git/config");
    await put("rootfs/srv/a/real");
    await symlink("real", join(folder, "rootfs/srv/a/link"));
    expect(await lines([source()])).toEqual([
      "symlink 777 0:0 /srv/a/link",
      "file 644 0:0 /srv/a/real",
    ]);
  });

  it("is one key wherever it lies, and another for another content, mode, owner or place", async () => {
    await put("one/x", "same");
    await put("two/x", "same");
    await put("three/x", "other");
    const key = async (one: Partial<FilesSource>): Promise<string> =>
      ownLayerSpec(await entriesOf([source({ to: "/srv/x", ...one })])).key;
    const first = await key({ from: "one/x" });
    expect(await key({ from: "two/x" })).toBe(first);
    const others = [
      await key({ from: "three/x" }),
      await key({ from: "one/x", mode: 0o600 }),
      await key({ from: "one/x", owner: { uid: 1, gid: 2 } }),
      await key({ from: "one/x", to: "/srv/y" }),
    ];
    expect(new Set([first, ...others]).size).toBe(5);
  });
});

test("modes and owners of a line count, and the later line of one path", async () => {
  await put("a", "a");
  await put("b", "b");
  expect(
    await lines([
      source({ from: "a", to: "/srv/x" }),
      source({ from: "b", to: "/srv/x", mode: 0o600, owner: { uid: 7, gid: 8 } }),
    ]),
  ).toEqual(["file 600 7:8 /srv/x"]);
});

test.each([
  ["/srv/project", ["directory 775 1000:0 /srv/project"]],
  [
    "/home/dev/a/b",
    ["/home/dev", "/home/dev/a", "/home/dev/a/b"].map((path) => `directory 775 1000:0 ${path}`),
  ],
  ["/home/dev", []],
  ["/srv", []],
])("the working directory %s is its user's where the base lacks it", async (workdir, expected) => {
  expect(await lines([], workdir)).toEqual(expected);
});

describe("no image can have", () => {
  it("what is not there, or lies outside the folder of dl-env.yml", async () => {
    expect(await problem()).toBe("own-file");
    expect(await problem({ from: "/etc/hostname", to: "/etc/x" })).toBe("own-file");
    expect(await problem({ from: "../", to: "/x" })).toBe("own-file");
    expect(await problem({ from: ".", to: "/x" })).toBe("own-file");
    await symlink("/etc", join(folder, "rootfs"));
    expect(await problem()).toBe("own-file");
  });

  it.each(["/etc/passwd", "../outside", "a/../../outside"])("a link to %s", async (target) => {
    await put("outside");
    await put("rootfs/a/x");
    await symlink(target, join(folder, "rootfs/link"));
    expect(await problem()).toBe("own-file");
  });

  it("what lies behind a folder that is a link out", async () => {
    await put("rootfs/x");
    await symlink("/etc", join(folder, "rootfs/etc"));
    expect(await problem()).toBe("own-file");
  });

  it.each([
    "/lib/x",
    "/proc/x",
    "/tmp/x",
    "/opt/venv/x",
    "/usr/local/lib/dl-env/x",
    "/etc/passwd",
    "/etc/sudoers.d/x",
    "/root/.bashrc",
    "/srv/.wh.x",
    "/usr/bin/x",
    "/usr/local/bin/python3",
  ])("a file at %s", async (to) => {
    await put("x");
    expect(await problem({ from: "x", to })).toBe("own-file");
  });

  it.each(["srv/x", "/srv/../etc/x", "/srv//x", "/srv/./x", "/srv/"])("a place %s", async (to) => {
    await put("x");
    expect(await problem({ from: "x", to })).toBe("own-file");
  });

  it.each([
    ["/srv/.env", "A=b"],
    ["/srv/.netrc", "machine x"],
    ["/srv/id_ed25519", "x"],
    ["/srv/a.txt", "-----BEGIN OPENSSH PRIVATE KEY-----\n"],
    ["/srv/a.txt", `token = ghp_${"a1".repeat(18)}\n`],
    ["/srv/a.py", `key = "hf_${"Ab".repeat(17)}"\n`],
    ["/etc/pip.conf", "index-url = https://me:word@host/simple\n"],
    ["/home/dev/.docker/config.json", '{"auths":{"x":{"auth":"bWU="}}}'],
  ])("the secret in %s", async (to, text) => {
    await put("x", text);
    expect(await problem({ from: "x", to })).toBe("secret-in-request");
  });
});

test("the stage sets what copying a folder does not keep", async () => {
  await put("rootfs/etc/a b", "x");
  await put("s", "x");
  const text = ownStage(
    await entriesOf(
      [source(), source({ from: "s", to: "/srv/it's", mode: 0o600, owner: { uid: 7, gid: 8 } })],
      "/srv/work",
    ),
  );
  expect(text).toContain("COPY own/ /layer/\n");
  expect(text).toContain("mkdir -p /layer/srv/work;");
  expect(text).toContain(String.raw`chmod 0600 '/layer/srv/it'\''s';`);
  expect(text).toContain("chown -h 1000:0 /layer/srv/work");
  expect(text).not.toContain("a b");
});
