import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startPrivateDocker, type PrivateDocker } from "../fakes/privateDocker.ts";
import { WELL, useLab } from "../inside/browser.ts";
import { freePort } from "../fakes/freePort.ts";
import { run, sshReady, until, type Said } from "../inside/container.ts";
import { imageUnderTest, type ImageUnderTest } from "../inside/image.ts";
import { dlEnv, ok } from "./cli.ts";
import { engines } from "./engines.ts";

engines();
const work = mkdtempSync("/tmp/dl-env-user-");
const NAME = "dl-env-under-test";
let image: ImageUnderTest;
let docker: PrivateDocker | { readonly why: string } = { why: "it was not started" };
const key = join(work, "key");

beforeAll(async () => {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
  image = await imageUnderTest([]);
  docker = await startPrivateDocker();
});
afterAll(async () => {
  if ("env" in docker) await docker.close();
  rmSync(work, { recursive: true, force: true });
});

/** The environment of a user of this engine, or a skip that says why there is none. */
const userOf = (
  engine: "podman" | "docker",
  skip: (why: string) => never,
): Record<string, string> => {
  const own = { XDG_STATE_HOME: join(work, "state") };
  if (engine === "podman") return own;
  return "env" in docker
    ? { ...own, ...docker.env }
    : skip(`no Docker with a bridge here: ${docker.why}`);
};

/** Runs what a line of dl-env told to type, up to its comment. */
const typed = (line: string, env: Record<string, string>): Promise<Said> =>
  run("sh", ["-c", line.split("   #")[0] ?? ""], { env });

/** `ssh:      ssh -p …` and the like, by their first words. */
const told = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split("\n")
      .flatMap((line) =>
        [/^(\w+):\s+(.*)$/.exec(line)].flatMap((match) =>
          match === null ? [] : [[match[1], match[2]]],
        ),
      ) as [string, string][],
  );

describe.each(["podman", "docker"] as const)("dl-env run in %s, as a user meets it", (engine) => {
  let loaded = false;
  /** The environment of a user who has loaded the image. */
  const env = async (skip: (why: string) => never): Promise<Record<string, string>> => {
    const user = userOf(engine, skip);
    if (!loaded) await ok(image.folder, ["load", image.tag, "--into", engine], user);
    loaded = true;
    return user;
  };
  const busy: Server[] = [];
  afterEach(async () => {
    const own = engine === "docker" && "env" in docker ? docker.env : {};
    await run(engine, ["rm", "--force", "--volumes", NAME], { env: { ...own } });
    const volumes = (
      await run(engine, ["volume", "ls", "--quiet", "--filter", "name=dl-env-u"], {
        env: { ...own },
      })
    ).stdout
      .split("\n")
      .filter((name) => name !== "");
    if (volumes.length > 0) await run(engine, ["volume", "rm", ...volumes], { env: { ...own } });
    for (const server of busy.splice(0)) server.close();
  });
  const begin = (
    user: Record<string, string>,
    ports: readonly string[],
    ...more: string[]
  ): ReturnType<typeof dlEnv> =>
    dlEnv(
      image.folder,
      [
        "run",
        image.tag,
        "jupyter",
        "ssh",
        "--engine",
        engine,
        "--gpus",
        "none",
        "--name",
        NAME,
        "--keys",
        `${key}.pub`,
        ...ports,
        ...more,
      ],
      user,
    );

  it("starts what was loaded, and what it prints works when it is typed", async ({ skip }) => {
    const user = await env(skip);
    const [ssh, jupyter] = [await freePort(), await freePort()];
    const ports = ["--ssh-port", String(ssh), "--jupyter-port", String(jupyter)];
    const [seen, pages]: [string[], unknown[]] = [[], []];
    for (let time = 0; time < 2; time += 1) {
      const started = await begin(user, ports);
      expect([started.code, started.stderr]).toEqual([0, `Starting ${NAME}\n`]);
      const lines = told(started.stdout);
      await sshReady(ssh);
      const options = `-F none -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o UserKnownHostsFile=${work}/known -o LogLevel=ERROR -i ${key}`;
      const login = `${(lines["ssh"] ?? "").split("   #")[0]?.replace(/^ssh /, `ssh ${options} `)} 'id -un; cat /home/dev/kept 2>/dev/null; echo ${time} > /home/dev/kept'`;
      seen.push((await run("sh", ["-c", login])).stdout);
      if (time === 0) {
        const token = await until(
          "the token",
          async () =>
            /lab\?token=([0-9a-f]{48})/.exec((await typed(lines["token"] ?? "", user)).stdout)?.[1],
        );
        const url = (lines["jupyter"] ?? "").split("/lab")[0] ?? "";
        await until("JupyterLab", () =>
          fetch(`${url}/api`).then(
            (answer) => (answer.ok ? true : undefined),
            () => undefined,
          ),
        );
        pages.push(await useLab(url, token));
      }
      expect(await typed(lines["stop"] ?? "", user)).toMatchObject({ code: 0 });
    }
    // The second has the first one's home, and ssh takes its host key for the same.
    expect(seen).toEqual(["dev\n", "dev\n0\n"]);
    expect(pages).toEqual([WELL]);
    expect(
      (await run(engine, ["ps", "--all", "--quiet", "--filter", `name=${NAME}`], { env: user }))
        .stdout,
    ).toBe("");
  });

  it("says which port is taken, and leaves nothing of the attempt", async ({ skip }) => {
    const user = await env(skip);
    const [ssh, jupyter] = [await freePort(), await freePort()];
    const server = createServer();
    busy.push(server);
    await new Promise<void>((resolve) => server.listen(jupyter, "127.0.0.1", resolve));
    const refused = await begin(user, [
      "--ssh-port",
      String(ssh),
      "--jupyter-port",
      String(jupyter),
    ]);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(
        new RegExp(
          `port ${jupyter} of this host\\. \\[run-port-taken\\]\\n.+--jupyter-port ${jupyter + 1}`,
        ),
      ),
    ]);
    expect(
      (await run(engine, ["ps", "--all", "--quiet", "--filter", `name=${NAME}`], { env: user }))
        .stdout,
    ).toBe("");
  });

  it("says why services ended immediately, and leaves nothing of them", async ({ skip }) => {
    const user = await env(skip);
    const ports = [
      "--ssh-port",
      String(await freePort()),
      "--jupyter-port",
      String(await freePort()),
    ];
    const ended = await begin(user, ports, "--env", "JUPYTER_TOKEN_FILE=/dev/null");
    expect([ended.code, ended.stderr]).toEqual([
      1,
      expect.stringMatching(
        /ended immediately with status 2: dl-env: \/dev\/null holds no token that uid 1000 can read\. \[run-ended\]/,
      ),
    ]);
    expect(
      (await run(engine, ["ps", "--all", "--quiet", "--filter", `name=${NAME}`], { env: user }))
        .stdout,
    ).toBe("");
  });

  it("runs a command in front beside it, without a terminal, and says that there is no GPU unless told to do without", async ({
    skip,
  }) => {
    const user = await env(skip);
    const front = await dlEnv(
      image.folder,
      [
        "run",
        image.tag,
        "--engine",
        engine,
        "--gpus",
        "none",
        "--",
        "python",
        "-c",
        "print(6 * 7)",
      ],
      user,
    );
    expect(front).toMatchObject({ code: 0, stdout: "42\n" });
    const found = JSON.parse(
      (await dlEnv(image.folder, ["doctor", image.tag, "--json", "--engine", engine], user)).stdout,
    ) as { findings: { id: string; level: string }[] };
    // Judged for this image: its label says which driver it needs.
    expect(found.findings.map(({ id }) => id)).toContain("driver-image");
    if (found.findings.some(({ id, level }) => id === "gpu" && level === "ok"))
      skip("there is a GPU here");
    const none = await dlEnv(image.folder, ["run", image.tag, "--engine", engine], user);
    expect([none.code, none.stderr]).toEqual([
      3,
      expect.stringContaining(
        "There is no NVIDIA GPU here. [run-no-gpu]\n  Run without one: add --gpus none",
      ),
    ]);
  });
});
