import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/commands/runCommand.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { doctor } from "../../src/commands/doctorCommand.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import type { System } from "../../src/system/ports.ts";
import { engines } from "./engines.ts";
import { freePort } from "../fakes/freePort.ts";

engines();
const execute = promisify(execFile);
const IMAGE = "localhost/dl-env:host-run-test";
const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 someone@laptop\n";
const silent: System["log"] = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: (_title, work) => work(),
};

let work = "";
let sys: System;

/**
 * catatonit is static and comes with podman: the smallest program that stays. It takes no notice of
 * arguments.
 */
const findPause = (): string => {
  const path = ["/usr/libexec/podman/catatonit", "/usr/bin/catatonit"].find((candidate) =>
    existsSync(candidate),
  );
  if (path === undefined) throw new Error("there is no catatonit");
  return path;
};

beforeAll(async () => {
  work = await mkdtemp("/tmp/dl-env-run-");
  const real = realSystem({ log: silent });
  sys = {
    ...real,
    env: {
      ...real.env,
      home: join(work, "home"),
      get: (name) => (name === "XDG_STATE_HOME" ? undefined : real.env.get(name)),
    },
  };
  await mkdir(join(work, "root/etc/ssh/keys"), { recursive: true });
  await mkdir(join(work, "root/home/dev"), { recursive: true });
  await mkdir(join(work, "home"), { recursive: true });
  await copyFile(findPause(), join(work, "root/pause"));
  await writeFile(join(work, "keys.pub"), KEY);
  await writeFile(join(work, "root/etc/passwd"), "dev:x:1000:0::/home/dev:/bin/sh\n");
  await execute("tar", ["-C", join(work, "root"), "-cf", join(work, "root.tar"), "."]);
  for (const engine of ["podman", "docker"])
    await execute(engine, [
      "import",
      "-c",
      'ENTRYPOINT ["/pause", "-P"]',
      "-c",
      "USER 1000:0",
      "-c",
      "ENV PATH=/",
      join(work, "root.tar"),
      IMAGE,
    ]);
});

/** Containers, pods and volumes that a test made, also when it failed. */
const sweep = async (): Promise<void> => {
  await execute("podman", ["pod", "rm", "--force", "--ignore", "hostruntest-pod"]);
  for (const engine of ["podman", "docker"]) {
    for (const [list, remove] of [
      [
        ["ps", "--all", "--quiet", "--filter", "name=hostruntest"],
        ["rm", "--force", "--volumes"],
      ],
      [
        ["volume", "ls", "--quiet"],
        ["volume", "rm", "--force"],
      ],
    ] as const) {
      const found = (await execute(engine, [...list])).stdout
        .split("\n")
        .filter(
          (id) =>
            id !== "" &&
            (list[0] === "ps" || /^(?:dl-env-(?:home|ssh-keys|shm|u\d)|hostruntest)/.test(id)),
        );
      if (found.length > 0) await execute(engine, [...remove, ...found]);
    }
  }
};

afterEach(sweep);

afterAll(async () => {
  for (const engine of ["podman", "docker"])
    await execute(engine, ["rmi", "--force", IMAGE]).catch(() => undefined);
  await rm(work, { recursive: true, force: true });
});

const inside = async (
  engine: string,
  name: string,
): Promise<{ status: string; limits: string; mounts: string; env: readonly string[] }> => {
  const pid = (
    await execute(engine, ["inspect", "--format", "{{.State.Pid}}", name])
  ).stdout.trim();
  const read = (file: string): Promise<string> => readFile(`/proc/${pid}/${file}`, "utf8");
  return {
    status: await read("status"),
    limits: await read("limits"),
    mounts: await read("mountinfo"),
    env: (await read("environ")).split("\0"),
  };
};

describe.each(["podman", "docker"] as const)("dl-env run with %s", (engine) => {
  const name = `hostruntest-${engine}`;

  it("starts services in the background with memory, limits, loopback ports, volumes and keys", async () => {
    const [ssh, jupyter] = [await freePort(), await freePort()];
    const request = {
      image: IMAGE,
      engine,
      name,
      command: ["jupyter", "ssh"],
      gpus: "none",
      keys: join(work, "keys.pub"),
      sshPort: ssh,
      jupyterPort: jupyter,
      env: ['NOTE=it\'s $HOME $(id) 50% "x"'],
      volumes: [`${work}/home:/data:ro`],
    };
    const started = await run(sys, request);
    expect(started.exit).toBe(0);
    expect(outcomeText(started)).toContain(`ssh -p ${ssh} dev@127.0.0.1`);
    const { status, limits, mounts, env } = await inside(engine, name);
    expect(status).toMatch(/^Uid:\s+1000\s/m);
    expect(limits).toMatch(/^Max stack size\s+67108864\s/m);
    expect(mounts).toMatch(/ \/dev\/shm .*size=8(?:388608k|000000000|589934592)/);
    for (const target of ["/home/dev", "/etc/ssh/keys", "/etc/ssh/authorized_keys", "/data"])
      expect(mounts).toContain(` ${target} `);
    expect(mounts).toMatch(/ \/etc\/ssh\/authorized_keys ro/);
    expect(env).toContain('NOTE=it\'s $HOME $(id) 50% "x"');
    expect(env).toContain(`JUPYTER_PORT=${jupyter}`);
    // What was asked for, not what `port` tells: Docker without a bridge, as in some sandboxes,
    // publishes nothing.
    const asked = JSON.parse(
      (await execute(engine, ["inspect", "--format", "{{json .HostConfig.PortBindings}}", name]))
        .stdout,
    ) as unknown;
    expect(asked).toEqual({
      "2222/tcp": [{ HostIp: "127.0.0.1", HostPort: String(ssh) }],
      [`${jupyter}/tcp`]: [{ HostIp: "127.0.0.1", HostPort: String(jupyter) }],
    });
    await expect(run(sys, request)).rejects.toMatchObject({ code: "run-name-taken", exit: 1 });
  });

  it("refuses an image that was not loaded, and GPUs that are not there", async () => {
    await expect(
      run(sys, { image: "localhost/dl-env:never-loaded", engine, gpus: "none" }),
    ).rejects.toMatchObject({
      code: "run-image-missing",
      hint: "Say where it is: dl-env run never-loaded --to oci:./images",
    });
    const { result } = await doctor(sys);
    if (result.findings.some((finding) => finding.id === "gpu" && finding.level === "ok")) return;
    await expect(run(sys, { image: IMAGE, engine })).rejects.toMatchObject({
      code: "run-no-gpu",
      exit: 3,
    });
  });

  it("prints a command line that a shell runs as it is", async () => {
    const { document: text = "" } = await run(sys, {
      image: IMAGE,
      engine,
      as: engine,
      name,
      detach: true,
      gpus: "none",
      ephemeral: true,
      env: ["A=b c'd"],
    });
    await execute("sh", ["-c", text]);
    expect((await inside(engine, name)).env).toContain("A=b c'd");
  });
});

describe("dl-env run --as kube", () => {
  const play = async (file: string, command: "play" | "down"): Promise<void> =>
    void (await execute("podman", ["kube", command, file]));

  it.each([
    ["for Kubernetes", {}, 1],
    ["for podman, the second time with the volumes of the first", { engine: "podman" }, 2],
  ] as const)(
    "%s: podman plays a pod as dev without capabilities, with its keys and a /dev/shm of its own",
    async (_title, more, times) => {
      const name = "hostruntest-pod";
      const ports = { sshPort: await freePort(), jupyterPort: await freePort() };
      const { document: text = "" } = await run(sys, {
        image: IMAGE,
        as: "kube",
        name,
        command: ["jupyter", "ssh"],
        gpus: "none",
        keys: join(work, "keys.pub"),
        ...ports,
        ...more,
      });
      const file = join(work, "pod.yaml");
      await writeFile(file, text);
      for (let time = 0; time < times; time += 1) {
        await play(file, "play");
        const { status, mounts, env } = await inside("podman", `${name}-dl-env`);
        expect(status).toMatch(/^Uid:\s+1000\s/m);
        expect(status).toMatch(/^CapBnd:\s+0000000000000000$/m);
        expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
        for (const target of ["/dev/shm", "/home/dev", "/etc/ssh/keys", "/etc/dl-env-keys"])
          expect(mounts).toContain(` ${target} `);
        expect(env).toContain("AUTHORIZED_KEYS_FILE=/etc/dl-env-keys/authorized_keys");
        const volume = (
          await execute("podman", [
            "volume",
            "inspect",
            "--format",
            "{{.Mountpoint}}",
            `${name}-keys`,
          ])
        ).stdout.trim();
        expect(await readFile(`${volume}/authorized_keys`, "utf8")).toBe(KEY);
        await play(file, "down");
      }
    },
  );
});

describe("dl-env run --as quadlet", () => {
  it("is understood by podman's generator, where there is one", async ({ skip }) => {
    const generator = [...(process.env["PATH"] ?? "").split(":"), "/usr/libexec/podman"]
      .map((folder) => `${folder}/quadlet`)
      .find((path) => existsSync(path));
    if (generator === undefined)
      return skip("no quadlet here: .ci/engines unpacks one into its cache when that is empty");
    const folder = join(work, "units");
    await mkdir(folder);
    const { document: text = "" } = await run(sys, {
      image: IMAGE,
      as: "quadlet",
      command: ["jupyter"],
      env: ['NOTE=$HOME 50% "x"'],
    });
    await writeFile(join(folder, "dl-env.container"), text);
    const { stdout, stderr } = await execute(generator, ["-dryrun", "-user"], {
      env: { ...process.env, QUADLET_UNIT_DIRS: folder },
    });
    expect(stdout).toContain("ExecStart=");
    expect(stdout).toContain('"NOTE=$$HOME 50%% \\"x\\""');
    expect(stderr).not.toMatch(/unsupported|error/i);
  });
});
