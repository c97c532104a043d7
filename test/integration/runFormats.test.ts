import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { ensureUv } from "../../src/resolve/uv.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { DOCKER, run, type Said } from "../inside/container.ts";
import { imageUnderTest, type ImageUnderTest } from "../inside/image.ts";
import { ok } from "./cli.ts";
import { engines } from "./engines.ts";

engines();
const work = mkdtempSync("/tmp/dl-env-formats-");
const NAME = "dl-env-formats";
const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 someone@laptop\n";
let image: ImageUnderTest;

beforeAll(async () => {
  image = await imageUnderTest([DOCKER]);
  writeFileSync(join(work, "keys.pub"), KEY);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const printed = async (format: string, ...more: string[]): Promise<string> =>
  (
    await ok(
      image.folder,
      ["run", image.tag, ...more, "--as", format, "--name", NAME, "--keys", join(work, "keys.pub")],
      { XDG_STATE_HOME: join(work, "state") },
    )
  ).stdout;

describe("dl-env run --as devcontainer", () => {
  const cli = createRequire(import.meta.url).resolve("@devcontainers/cli/devcontainer.js");
  const devcontainer = (command: string, ...args: string[]): Promise<Said> =>
    run(process.execPath, [
      cli,
      command,
      "--workspace-folder",
      join(work, "project"),
      "--user-data-folder",
      join(work, "data"),
      ...args,
    ]);

  it("is started by the Dev Containers CLI, which works in it as dev", async () => {
    mkdirSync(join(work, "project/.devcontainer"), { recursive: true });
    const file = JSON.parse(await printed("devcontainer", "jupyter", "ssh", "--gpus", "none")) as {
      runArgs: string[];
    };
    // The daemon of these tests has no bridge and may not raise limits, which the file need not
    // know.
    const runArgs = file.runArgs.filter(
      (word, index) => word !== "--ulimit" && file.runArgs[index - 1] !== "--ulimit",
    );
    writeFileSync(
      join(work, "project/.devcontainer/devcontainer.json"),
      JSON.stringify({ ...file, runArgs: [...runArgs, "--network=host"] }),
    );
    const up = await devcontainer("up");
    const {
      outcome,
      containerId = "",
      remoteUser,
    } = JSON.parse(up.stdout) as { outcome: string; containerId?: string; remoteUser?: string };
    try {
      expect([outcome, remoteUser]).toEqual(["success", "dev"]);
      const said = await devcontainer(
        "exec",
        "sh",
        "-c",
        "id -u; command -v python; echo $DL_ENV_SERVICES; python -c 'import numpy; print(6 * 7)'",
      );
      expect(said.stdout).toBe("1000\n/opt/venv/bin/python\njupyter\n42\n");
    } finally {
      await DOCKER.say("rm", "--force", "--volumes", containerId);
      await DOCKER.say("volume", "rm", "--force", "dl-env-inside-home");
    }
  });
});

describe("dl-env run --as kube", () => {
  /**
   * Kubernetes' own schemas, which this package carries; a field that they do not know is an error.
   */
  const validate = async (file: string): Promise<Said> => {
    const sys = realSystem();
    const uv = await ensureUv(sys, (await loadCatalog(sys)).uv);
    return run(uv.path, [
      "tool",
      "run",
      "--quiet",
      "--from",
      "kubernetes-validate==1.37.0",
      "kubernetes-validate",
      "--strict",
      file,
    ]);
  };

  it("is what Kubernetes' schemas allow, and a field misspelt is not", async () => {
    const texts = await Promise.all([
      printed("kube", "jupyter", "ssh"),
      printed(
        "kube",
        "jupyter",
        "--gpus",
        "0,1",
        "--no-publish",
        "--env",
        'NOTE=$(HOME) 50% "x"',
        "--volume",
        "/srv/data:/data:ro",
      ),
      printed("kube", "--gpus", "none", "--ephemeral"),
    ]);
    const file = join(work, "pods.yaml");
    writeFileSync(file, texts.join("---\n"));
    expect(await validate(file)).toMatchObject({ code: 0 });
    writeFileSync(file, texts.join("---\n").replace("runAsNonRoot", "runAsNoRoot"));
    const refused = await validate(file);
    expect([refused.code, refused.stdout + refused.stderr]).toEqual([
      1,
      expect.stringContaining("runAsNoRoot"),
    ]);
  });
});
