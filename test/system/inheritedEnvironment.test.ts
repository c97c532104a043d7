import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeSecrets } from "../../src/secrets/mask.ts";
import { inherited } from "../../src/system/inheritedEnvironment.ts";
import type { RunOptions } from "../../src/system/ports.ts";
import { realProcesses } from "../../src/system/processes.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dl-env-inherited-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe("what a program inherits", () => {
  const secrets = {
    "INPUT_REGISTRY-PASSWORD": "a",
    "INPUT_GITHUB-TOKEN": "b",
    ACTIONS_RUNTIME_TOKEN: "c",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "d",
    GITHUB_TOKEN: "e",
    GH_TOKEN: "f",
    UV_INDEX_URL: "g",
    UV_INDEX_OWN_PASSWORD: "h",
    PIP_EXTRA_INDEX_URL: "i",
  };
  const plain = {
    PATH: "/bin",
    HOME: "/root",
    HTTPS_PROXY: "x",
    DOCKER_CONFIG: "y",
    UV_CACHE_DIR: "z",
    GITHUB_ACTIONS: "true",
  };

  test.each([
    ["git", []],
    ["/usr/bin/podman", []],
    ["hadolint", []],
    ["/tools/uv", ["UV_INDEX_URL", "UV_INDEX_OWN_PASSWORD", "PIP_EXTRA_INDEX_URL"]],
    ["python3.12", ["UV_INDEX_URL", "UV_INDEX_OWN_PASSWORD", "PIP_EXTRA_INDEX_URL"]],
    ["docker-credential-x", ["GITHUB_TOKEN", "GH_TOKEN"]],
  ])("%s: of secrets %j, and all else", (program, names) => {
    expect(Object.keys(inherited(program, { ...secrets, ...plain })).sort()).toEqual(
      [...Object.keys(plain), ...names].sort(),
    );
  });

  test("uv reads of its own variables where packages are, and none that names a project, a Python or what it learns next", () => {
    const read = [
      "UV_DEFAULT_INDEX",
      "UV_INDEX_OWN_USERNAME",
      "UV_KEYRING_PROVIDER",
      "UV_CACHE_DIR",
      "UV_OFFLINE",
      "UV_HTTP_TIMEOUT",
      "UV_CONFIG_FILE",
      "UV_NO_CONFIG",
    ];
    const not = [
      "UV_PROJECT",
      "UV_PYTHON",
      "UV_ENV_FILE",
      "UV_WORKING_DIR",
      "UV_CONSTRAINT",
      "UV_NEW",
    ];
    const environment = Object.fromEntries([...read, ...not].map((name) => [name, "x"]));
    expect(Object.keys(inherited("/tools/uv", environment))).toEqual(read);
  });

  test("outside a workflow GITHUB_TOKEN is the user's own variable", () => {
    expect(inherited("podman", { GITHUB_TOKEN: "x" })).toEqual({ GITHUB_TOKEN: "x" });
  });

  test.each<Partial<RunOptions>>([{}, { timeout: 10_000 }])(
    "is what a real child has, run with %j; what is given by name it has in any case",
    async (options) => {
      vi.stubEnv("GITHUB_ACTIONS", "true");
      for (const [name, value] of Object.entries(secrets)) vi.stubEnv(name, value);
      const { stdout } = await realProcesses.run(["env"], {
        cwd: folder,
        ...options,
        env: { GH_TOKEN: "wanted" },
      });
      const names = stdout.split("\n").map((line) => line.split("=", 1)[0] ?? "");
      expect(Object.keys(secrets).filter((name) => names.includes(name))).toEqual(["GH_TOKEN"]);
      expect(stdout).toContain("GH_TOKEN=wanted");
    },
  );
});

/** Writes its bytes in pieces, each in a chunk of its own. */
const IN_PIECES =
  "import os, sys, time\nfor piece in sys.argv[2:]:\n  os.write(int(sys.argv[1]), bytes.fromhex(piece))\n  time.sleep(0.05)\n";

describe("lines of a program", () => {
  test.each<Partial<RunOptions>>([{}, { timeout: 10_000 }])(
    "are whole however its bytes come, so that a secret in them is known: %j",
    async (options) => {
      const secret = "pass-é🜂-word";
      const bytes = Buffer.from(`one ${secret} two\nlast ${secret}`);
      const script = join(folder, "pieces.py");
      await writeFile(script, IN_PIECES);
      const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) =>
        bytes.subarray(at * 7, at * 7 + 7).toString("hex"),
      );
      const lines: string[] = [];
      const hide = makeSecrets([secret]).hide;
      await realProcesses.run(["python3", script, "2", ...pieces], {
        cwd: folder,
        ...options,
        onLine: (line) => lines.push(hide(line)),
      });
      await realProcesses.run(["python3", script, "1", ...pieces], {
        cwd: folder,
        ...options,
        onOutputLine: (line) => lines.push(hide(line)),
      });
      expect(lines).toEqual(["one *** two", "last ***", "one *** two", "last ***"]);
    },
  );
});
