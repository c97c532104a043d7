import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  committedText,
  isAsCommitted,
  writeCommitted,
} from "../../../src/commands/check/commitFiles.ts";
import { git, gitArgv, repositoryAt, type Repository } from "../../../src/commands/check/git.ts";
import { realSystem } from "../../../src/system/realSystem.ts";

const SOURCE = join(import.meta.dirname, "../../../src");
const sys = realSystem();
let root = "";
let top = "";
let marker = "";

const own = (args: readonly string[], cwd = top): string =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.invalid", ...args], {
    cwd,
    encoding: "utf8",
  }).trim();

const put = async (path: string, content: string | Uint8Array): Promise<void> => {
  await mkdir(dirname(join(top, path)), { recursive: true });
  await writeFile(join(top, path), content);
};

const commit = (): string => {
  own(["add", "-A"]);
  own(["commit", "-q", "--no-verify", "-m", "change"]);
  return own(["rev-parse", "HEAD"]);
};

const opened = async (folder = top): Promise<Repository> => {
  const repository = await repositoryAt(sys, folder);
  if (repository === undefined) throw new Error("no repository");
  return repository;
};

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "dl-env-git-")));
  top = join(root, "repository");
  marker = join(root, "ran");
  await mkdir(top);
  own(["init", "-q", "-b", "main"]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

describe("a call of git", () => {
  test("runs nothing that a repository's settings could name, whatever it asks", () => {
    const argv = gitArgv(["ls-files", "-z"]);
    for (const setting of [
      "safe.bareRepository=explicit",
      "core.fsmonitor=false",
      "core.hooksPath=/dev/null",
      "protocol.ext.allow=never",
    ])
      expect(argv[argv.indexOf(setting) - 1]).toBe("-c");
    expect(argv.at(0)).toBe("git");
    expect(argv.slice(-2)).toEqual(["ls-files", "-z"]);
  });

  test("is made in one place", async () => {
    const calls: string[] = [];
    for (const name of await readdir(SOURCE, { recursive: true }))
      if (name.endsWith(".ts") && /\[\s*"git"/.test(await readFile(join(SOURCE, name), "utf8")))
        calls.push(name);
    expect(calls).toEqual(["commands/check/git.ts"]);
  });

  test("about a bare repository that was committed as files asks the repository around it", async () => {
    const bare = join(top, "sub");
    own(["init", "-q", "--bare", bare]);
    own(["config", "--file", join(bare, "config"), "core.bare", "false"], bare);
    own(["config", "--file", join(bare, "config"), "core.worktree", bare], bare);
    own(
      ["config", "--file", join(bare, "config"), "core.fsmonitor", `touch ${marker}; false`],
      bare,
    );
    await put("a", "a");
    const repository = await opened(bare);
    expect(repository.top).toBe(top);
    await git(repository, ["ls-files", "-z", "--", "sub"]);
    expect(existsSync(marker)).toBe(false);
    // The bait is one: git itself takes it.
    own(["status", "--short"], bare);
    expect(existsSync(marker)).toBe(true);
  });

  test("runs no file system monitor, and a variable that a hook left behind names no other repository", async () => {
    await put("a", "a");
    commit();
    own(["config", "core.fsmonitor", `touch ${marker}; false`]);
    own(["init", "-q", join(root, "other")]);
    vi.stubEnv("GIT_DIR", join(root, "other", ".git"));
    expect(await git(await opened(), ["ls-files"])).toBe("a\n");
    expect(existsSync(marker)).toBe(false);
    vi.unstubAllEnvs();
    own(["status", "--short"]);
    expect(existsSync(marker)).toBe(true);
  });

  test("that fails says what git said and what to do", async () => {
    await expect(git(await opened(), ["rev-parse", "--verify", "nothing"])).rejects.toMatchObject({
      code: "git-failed",
      message: expect.stringContaining("git rev-parse did not work: fatal: ") as string,
    });
  });

  test("a folder in no repository has none", async () => {
    expect(await repositoryAt(sys, root)).toBeUndefined();
  });
});

/** Every way that attributes have to run a program, and a hook for every occasion. */
const baitFilters = async (): Promise<void> => {
  const program = join(root, "bait.sh");
  await writeFile(program, `#!/bin/sh\ntouch ${marker}\ncat\n`);
  await chmod(program, 0o755);
  for (const key of ["filter.x.smudge", "filter.x.clean", "diff.x.textconv", "diff.x.command"])
    own(["config", key, program]);
  await put(".gitattributes", "* filter=x diff=x\n");
  for (const hook of ["post-checkout", "reference-transaction", "post-index-change"]) {
    await writeFile(join(top, ".git", "hooks", hook), `#!/bin/sh\ntouch ${marker}\n`);
    await chmod(join(top, ".git", "hooks", hook), 0o755);
  }
};

const BYTES = Buffer.from([0, 255, 10, 254, 0, 10]);

describe("files of a commit", () => {
  test("are written as git keeps them, links within the commit followed, and no filter, converter or hook runs", async () => {
    await put("dl-env.yml", "to: x\n");
    await put("locks/a.json", "{}\n");
    await put("locks/bytes", BYTES);
    await put("shared/é/image.yml", "é\n");
    await put("elsewhere", "no\n");
    await symlink("shared/é", join(top, "catalog"));
    await symlink("/etc/passwd", join(top, "locks", "out"));
    await symlink("../../outside", join(top, "locks", "up"));
    const base = commit();
    await rm(join(top, "locks"), { recursive: true });
    await baitFilters();
    const folder = join(root, "written");
    const paths = ["dl-env.yml", "locks", "catalog", "../above"];
    await writeCommitted(sys.files, await opened(), { commit: base, paths, folder });
    expect(await sys.files.readText(`${folder}/dl-env.yml`)).toBe("to: x\n");
    expect(await sys.files.list(`${folder}/locks`)).toEqual(["a.json", "bytes"]);
    expect(Buffer.from((await sys.files.readBytes(`${folder}/locks/bytes`))!)).toEqual(BYTES);
    expect(await sys.files.readText(`${folder}/catalog/image.yml`)).toBe("é\n");
    expect(await sys.files.list(folder)).toEqual(["catalog", "dl-env.yml", "locks", "shared"]);
    expect(existsSync(marker)).toBe(false);
    // The baits are some: git itself takes them.
    own(["worktree", "add", "-q", "--detach", join(root, "checkout"), base]);
    expect(existsSync(marker)).toBe(true);
  });

  test("one of them is read as text; a link out of the commit, or a name that is not there, is none", async () => {
    await put("a/dl-env.yml", "é\n");
    await symlink("a/dl-env.yml", join(top, "dl-env.yml"));
    await symlink("/etc/passwd", join(top, "out"));
    await symlink("turns", join(top, "turns"));
    const base = commit();
    const repository = await opened();
    expect(await committedText(repository, base, "a/dl-env.yml")).toBe("é\n");
    expect(await committedText(repository, base, "dl-env.yml")).toBe("é\n");
    for (const path of ["out", "turns", "a", "b", "../a/dl-env.yml"])
      expect(await committedText(repository, base, path)).toBeUndefined();
  });

  test("are compared with what lies there now by content, and no filter runs", async () => {
    await put("locks/a.json", "{}\n");
    await put("locks/b.json", "x");
    await symlink("b.json", join(top, "locks", "c.json"));
    const base = commit();
    await baitFilters();
    const repository = await opened();
    const same = (): Promise<boolean> =>
      isAsCommitted(sys.files, repository, {
        commit: base,
        paths: ["locks", "nothing", "../above"],
      });
    expect(await same()).toBe(true);
    await put("locks/a.json", "{}\n");
    expect(await same()).toBe(true);
    await put("locks/new.json", "");
    expect(await same()).toBe(false);
    await rm(join(top, "locks", "new.json"));
    await put("locks/a.json", "[]\n");
    expect(await same()).toBe(false);
    await put("locks/a.json", "{}\n");
    await rm(join(top, "locks", "c.json"));
    expect(await same()).toBe(false);
    await symlink("a.json", join(top, "locks", "c.json"));
    expect(await same()).toBe(false);
    expect(existsSync(marker)).toBe(false);
  });

  test("of a repository that names objects by sha256 are compared too", async () => {
    own(["init", "-q", "--object-format=sha256", join(root, "sha256")]);
    top = join(root, "sha256");
    await put("locks/a.json", "{}\n");
    const base = commit();
    expect(await isAsCommitted(sys.files, await opened(), { commit: base, paths: ["locks"] })).toBe(
      true,
    );
    await put("locks/a.json", "[]\n");
    expect(await isAsCommitted(sys.files, await opened(), { commit: base, paths: ["locks"] })).toBe(
      false,
    );
  });
});
