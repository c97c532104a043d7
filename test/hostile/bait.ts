import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

/** Modules that Python takes from the folder it starts in, or from PYTHONPATH. */
const MODULES = [
  "pip",
  "zipfile",
  "venv",
  "sitecustomize",
  "usercustomize",
  "hashlib",
  "json",
  "encodings",
  "conftest",
];

/** Programs that are called by name somewhere, by us or by what we call. */
const PROGRAMS = [
  "uv",
  "uvx",
  "python3",
  "python",
  "pip",
  "git",
  "ssh",
  "docker",
  "docker-credential-bait",
  "podman",
  "buildah",
  "crun",
  "runc",
  "conmon",
  "hadolint",
  "nvidia-smi",
  "nvidia-ctk",
  "mmdebstrap",
  "apt-get",
  "node",
  "npm",
  "sh",
  "test",
  "true",
  "getent",
  "uname",
];

const HOOKS = ["post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"];

/** What stands in files outside the repository that its links lead to: no output may hold it. */
export const SECRET = "outside-the-repository-7d1c";

export interface Bait {
  /** Top of the repository. */
  readonly top: string;
  /** A bare repository that was committed as files, with a dl-env.yml in it. */
  readonly bare: string;
  /** The commit before the last. */
  readonly base: string;
  /** Names of the baits that were taken. */
  taken(): string[];
}

/** So that a cell has a base, and the package index is asked for its wheels. */
const TAGS = JSON.stringify({ name: "nvidia/cuda", tags: ["12.8.1-base-ubuntu24.04"] });

/**
 * A server of the baits that name an address; `asked` has every path. It has the name of one base
 * and nothing else.
 */
export const baitServer = async (): Promise<{
  url: string;
  asked: string[];
  close: () => Promise<void>;
}> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url?.startsWith("/v2/nvidia/cuda/tags/list") === true)
      response.setHeader("content-type", "application/json").end(TAGS);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export const putProgram = async (path: string, script: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
};

const put = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
};

const CATALOG_IMAGE = `apt: [curl]
uv:
  version: 9.9.9
  file: uv-9.9.9-py3-none-any.whl
  sha256: ${"00".repeat(32)}
  source: a stranger
`;

/**
 * A repository in \`root\` in which everything that a program may take from a folder is laid out;
 * \`url\` is the server that baits name.
 */
export const layBait = async (root: string, url: string): Promise<Bait> => {
  const top = join(root, "repository");
  const taken = join(root, "taken");
  await mkdir(taken, { recursive: true });
  await mkdir(top);
  const touch = (bait: string): string => `touch "${taken}/${bait}"`;
  const own = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.invalid", ...args], {
      cwd: top,
      encoding: "utf8",
      env: { PATH: "/usr/bin:/bin", HOME: root },
    }).trim();
  own("init", "-q", "-b", "main");
  await put(join(root, "outside", "secret"), `${SECRET}: [\n`);
  await put(join(root, "outside", "folder", "library.yml"), `${SECRET}: [\n`);

  const request = `to: oci:./images\ncatalog: ./catalog\nmirrors:\n  docker.io: ${url}\nmatrix:\n  cuda: ["12.8"]\n  ubuntu: ["24.04"]\n`;
  await put(join(top, "dl-env.yml"), request);
  await put(join(top, "catalog", "image.yml"), CATALOG_IMAGE);
  await put(join(top, "Dockerfile"), "FROM debian:12\n");
  own("add", "-A");
  own("commit", "-q", "-m", "first");
  const base = own("rev-parse", "HEAD");

  for (const folder of ["", "catalog", "bin", ".venv/bin"])
    for (const name of PROGRAMS)
      await putProgram(join(top, folder, name), `${touch(`program-${name}`)}; exit 1`);
  await put(join(top, ".venv", "pyvenv.cfg"), "home = /usr/bin\n");
  for (const folder of ["", "catalog"])
    for (const name of MODULES)
      await put(
        join(top, folder, `${name}.py`),
        `open(${JSON.stringify(`${taken}/module-${name}`)}, "w")\n`,
      );
  await put(join(top, "uv.toml"), `index-url = "${url}/bait/uv.toml"\n`);
  await put(join(top, "pip.conf"), `[global]\nindex-url = ${url}/bait/pip.conf\n`);
  await put(join(top, ".npmrc"), `registry=${url}/bait/npmrc\n`);
  await put(
    join(top, "pyproject.toml"),
    `[tool.uv]\nindex-url = "${url}/bait/pyproject"\n[project]\nname = "bait"\nversion = "1"\nrequires-python = ">=3"\n`,
  );
  await put(join(top, ".python-version"), `${top}/python3\n`);
  const scripts = Object.fromEntries(
    ["preinstall", "install", "prepare", "test"].map((name) => [name, touch(`npm-${name}`)]),
  );
  await put(join(top, "package.json"), JSON.stringify({ name: "bait", scripts }));
  await put(join(top, ".gitattributes"), "* filter=bait diff=bait merge=bait\n");
  await put(join(top, ".dockerignore"), "*\n");
  await symlink("../../outside/secret", join(top, "catalog", "newest.yml"));
  await symlink("../outside/secret", join(top, "Containerfile"));
  await symlink("../outside/secret", join(top, ".hadolint.yaml"));
  await symlink("../outside", join(top, "containerfiles"));
  await put(join(top, "dl-env.yml"), request.replace('"12.8"', '"12.8", "12.4"'));
  const bare = join(top, "sub");
  own("init", "-q", "--bare", bare);
  await put(join(bare, "refs", "keep"), "");
  await put(join(bare, "objects", "keep"), "");
  await put(
    join(bare, "config"),
    `[core]\nbare = false\nworktree = .\nfsmonitor = "${touch("bare-fsmonitor").replaceAll('"', "")}; false"\n`,
  );
  await put(join(bare, "dl-env.yml"), request);
  await put(join(bare, "catalog", "image.yml"), CATALOG_IMAGE);
  own("add", "-A", "--force");
  own("commit", "-q", "--no-verify", "-m", "bait");

  // What lies in .git itself is not committed; a stranger's archive may bring it still.
  const filter = join(root, "outside", "filter.sh");
  await putProgram(filter, `${touch("git-filter")}; cat`);
  for (const key of [
    "filter.bait.smudge",
    "filter.bait.clean",
    "diff.bait.textconv",
    "diff.bait.command",
    "diff.external",
    "core.pager",
    "core.editor",
  ])
    own("config", key, filter);
  own("config", "core.fsmonitor", `${filter}; false`);
  for (const hook of HOOKS)
    await putProgram(join(top, ".git", "hooks", hook), touch(`hook-${hook}`));
  return { top, bare, base, taken: () => (existsSync(taken) ? readdirSync(taken).sort() : []) };
};
