import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { confinedFiles } from "../../src/system/confinedFiles.ts";
import { realFiles } from "../../src/system/files.ts";
import { refuseLinkOut } from "../../src/system/linkOut.ts";
import type { Files } from "../../src/system/ports.ts";

let root = "";
let top = "";
let files: Files;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "dl-env-confined-")));
  top = join(root, "work");
  await mkdir(join(top, "inside"), { recursive: true });
  await mkdir(join(root, "outside"));
  await writeFile(join(root, "outside", "secret"), "secret");
  await writeFile(join(top, "inside", "file"), "file");
  await symlink("../outside/secret", join(top, "secret"));
  await symlink(join(root, "outside"), join(top, "folder"));
  await symlink("folder", join(top, "twice"));
  await symlink("inside", join(top, "within"));
  await symlink("../outside/new", join(top, "dangling"));
  files = confinedFiles(realFiles, top);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const readAll = async (source: AsyncIterable<Uint8Array>): Promise<string> => {
  let text = "";
  for await (const part of source) text += Buffer.from(part).toString("utf8");
  return text;
};

describe("files of a repository in a workflow", () => {
  const reads: readonly [string, (path: string) => Promise<unknown>][] = [
    ["readText", (path) => files.readText(path)],
    ["readBytes", (path) => files.readBytes(path)],
    ["read", (path) => readAll(files.read(path))],
    ["copy", (path) => files.copy(path, join(root, "copied"))],
    ["chmod", (path) => files.chmod(path, 0o600)],
    ["hardLink", (path) => files.hardLink(path, join(root, "linked"))],
  ];
  test.each(reads)("are not read through a link that leaves it: %s", async (_name, read) => {
    for (const path of ["secret", "folder/secret", "twice/secret", "inside/../secret"])
      await expect(read(`${top}/${path}`)).rejects.toMatchObject({ code: "link-out", exit: 2 });
    expect(await readdir(root)).toEqual(["outside", "work"]);
  });

  const writes: readonly [string, (folder: string) => Promise<unknown>][] = [
    ["write", (folder) => files.write(`${folder}/new`, "x")],
    ["remove", (folder) => files.remove(`${folder}/secret`)],
    ["rename", (folder) => files.rename(`${top}/inside/file`, `${folder}/new`)],
    ["link", (folder) => files.link("x", `${folder}/new`)],
    ["makeDir", (folder) => files.makeDir(`${folder}/a/b`)],
    ["makeTemp", (folder) => files.makeTemp("x", folder)],
    ["copy", (folder) => files.copy(`${top}/inside/file`, `${folder}/new`)],
    ["withLock", (folder) => files.withLock(`${folder}/lock`, () => Promise.resolve())],
    ["list", (folder) => files.list(folder)],
    ["stat", (folder) => files.stat(`${folder}/secret`)],
    ["sweep", (folder) => files.sweep(folder)],
  ];
  test.each(writes)("are not written, removed or listed through one: %s", async (_name, write) => {
    for (const folder of ["folder", "twice"])
      await expect(write(`${top}/${folder}`)).rejects.toMatchObject({ code: "link-out" });
    expect(await readdir(join(root, "outside"))).toEqual(["secret"]);
  });

  test("a link itself can be looked at, replaced and removed, and one to nothing is not written through", async () => {
    expect((await files.stat(`${top}/secret`))?.kind).toBe("symlink");
    expect(await files.readLink(`${top}/secret`)).toBe("../outside/secret");
    await files.write(`${top}/secret`, "mine");
    await files.write(`${top}/dangling`, "mine");
    await files.remove(`${top}/folder`);
    expect(await readFile(join(root, "outside", "secret"), "utf8")).toBe("secret");
    expect(await readdir(join(root, "outside"))).toEqual(["secret"]);
    expect(await files.readText(`${top}/secret`)).toBe("mine");
  });

  test("links within it, what is not there, and paths elsewhere are as ever", async () => {
    expect(await files.readText(`${top}/within/file`)).toBe("file");
    expect(await files.list(`${top}/within`)).toEqual(["file"]);
    expect(await files.readText(`${top}/nothing`)).toBeUndefined();
    expect(await files.readText(`${root}/outside/secret`)).toBe("secret");
    await files.write(`${top}/new/folder/file`, "x");
    expect(await files.list(top)).toContain("new");
  });

  test("a workspace that is a link itself is the workspace", async () => {
    await symlink(top, join(root, "same"));
    const same = confinedFiles(realFiles, join(root, "same"));
    expect(await same.readText(`${root}/same/within/file`)).toBe("file");
    await expect(same.readText(`${root}/same/secret`)).rejects.toMatchObject({ code: "link-out" });
  });
});

describe("a folder that is written and pruned", () => {
  test("must not be a link out of its repository, or, without one, out of the folder it lies in", async () => {
    await expect(refuseLinkOut(realFiles, `${top}/folder`)).rejects.toMatchObject({
      code: "link-out",
    });
    for (const name of ["within", "inside", "nothing"])
      await refuseLinkOut(realFiles, `${top}/${name}`);
    await mkdir(join(top, "inside", "deep"));
    await symlink("../../within", join(top, "inside", "deep", "up"));
    await expect(refuseLinkOut(realFiles, `${top}/inside/deep/up`)).rejects.toThrow("leaves");
    await mkdir(join(top, ".git"));
    await refuseLinkOut(realFiles, `${top}/inside/deep/up`);
    await expect(refuseLinkOut(realFiles, `${top}/folder`)).rejects.toThrow("leaves");
  });
});
