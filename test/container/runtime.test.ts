import { describe, expect, test } from "vitest";
import { containerArgv, type ContainerRun } from "../../src/container/containerArgv.ts";
import { gpuOptions, type Gpus, type GpuWay } from "../../src/container/gpuOption.ts";
import { runContainer } from "../../src/container/runContainer.ts";
import { chooseRuntime } from "../../src/container/chooseRuntime.ts";
import type { Runtime } from "../../src/container/runtime.ts";
import { typedCommand } from "../../src/container/typedCommand.ts";
import { realFiles } from "../../src/system/files.ts";
import { fakeSystem, folder, said } from "../engine/world.ts";

const PODMAN = { name: "podman", version: "4.3.1", argv: ["podman"], env: {} } as const;
const DOCKER = { name: "docker", version: "28.1.0", argv: ["docker"], env: {} } as const;

describe("GPUs", () => {
  test.each<[string, GpuWay, Gpus, string[]]>([
    [
      "podman takes CDI, because --gpus is ignored in silence",
      "cdi",
      { kind: "all" },
      ["--device=nvidia.com/gpu=all"],
    ],
    [
      "podman takes some by index or UUID",
      "cdi",
      { kind: "some", ids: ["0", "GPU-4711"] },
      ["--device=nvidia.com/gpu=0", "--device=nvidia.com/gpu=GPU-4711"],
    ],
    ["docker takes --gpus", "gpus", { kind: "all" }, ["--gpus=all"]],
    [
      "docker reads --gpus as CSV, so a list is quoted",
      "gpus",
      { kind: "some", ids: ["0", "2"] },
      ['--gpus="device=0,2"'],
    ],
    [
      "one GPU needs no quotes",
      "gpus",
      { kind: "some", ids: ["MIG-4711"] },
      ["--gpus=device=MIG-4711"],
    ],
    ["none is nothing", "cdi", { kind: "none" }, []],
    ["none is nothing to docker", "gpus", { kind: "none" }, []],
  ])("%s", (_title, way, gpus, argv) => {
    expect(gpuOptions(gpus, way)).toEqual(argv);
  });

  test("docker takes CDI where the daemon is asked by it, and podman always", () => {
    const run: ContainerRun = { image: "x", gpus: { kind: "all" } };
    expect(containerArgv({ ...DOCKER, gpuBy: "cdi" }, run)).toContain(
      "--device=nvidia.com/gpu=all",
    );
    expect(containerArgv(DOCKER, run)).toContain("--gpus=all");
    expect(containerArgv({ ...PODMAN, gpuBy: "gpus" }, run)).toContain(
      "--device=nvidia.com/gpu=all",
    );
  });
});

describe("a container", () => {
  const FULL: ContainerRun = {
    image: "localhost/dl-env:x",
    command: ["python3", "-c", "print(1)"],
    env: { TOKEN: null },
    mounts: [
      { kind: "bind", source: "/data", target: "/data", readOnly: true },
      { kind: "bind", source: "/home/u,v", target: "/work", readOnly: false },
      { kind: "volume", name: "home", target: "/home/dev" },
    ],
    gpus: { kind: "all" },
    name: "one",
    detached: true,
    pull: false,
    ports: [{ host: 8888, container: 8888 }],
  };

  test("is started by argv, which holds no value of its environment", () => {
    expect(containerArgv(PODMAN, FULL)).toEqual([
      "podman",
      "run",
      "--name",
      "one",
      "--detach",
      "--pull=never",
      "--device=nvidia.com/gpu=all",
      "--publish",
      "127.0.0.1:8888:8888",
      "--mount",
      "type=bind,source=/data,target=/data,readonly",
      "--mount",
      'type=bind,"source=/home/u,v",target=/work',
      "--volume",
      "home:/home/dev",
      "--env",
      "TOKEN",
      "localhost/dl-env:x",
      "python3",
      "-c",
      "print(1)",
    ]);
  });

  test.each<[string, ContainerRun, string[]]>([
    ["ends with its command and goes", { image: "x" }, ["--rm"]],
    ["reads standard input", { image: "x", input: "pipe" }, ["--rm", "-i"]],
    ["has a terminal", { image: "x", input: "terminal" }, ["--rm", "-it"]],
    [
      "stays in the background, and docker starts it again",
      { image: "x", detached: true, input: "terminal" },
      ["--detach", "--restart", "unless-stopped"],
    ],
  ])("%s", (_title, run, options) => {
    expect(containerArgv(DOCKER, run)).toEqual(["docker", "run", ...options, "x"]);
  });

  test("uses the host's network where there are no bridges, and then publishes nothing", () => {
    const argv = containerArgv({ ...PODMAN, hostNetwork: true }, FULL);
    expect(argv.join(" ")).toContain("--network host");
    expect(argv.some((argument) => argument.startsWith("--publish"))).toBe(false);
    expect(
      containerArgv({ ...PODMAN, hostNetwork: true }, { image: "x", network: "none" }).join(" "),
    ).toContain("--network none");
  });

  test("gets its environment through the engine's own", async () => {
    let seen: Readonly<Record<string, string | undefined>> = {};
    const sys = fakeSystem({
      answers: [
        [
          "podman run",
          (_argv, env) => {
            seen = env;
            return said({ stdout: "1\n" });
          },
        ],
      ],
    });
    const runtime = { ...PODMAN, env: { CONTAINERS_CONF: "/c" } };
    const run = { ...FULL, env: { TOKEN: "secret-1", HOME: null } };
    expect((await runContainer(sys, runtime, run)).stdout).toBe("1\n");
    expect(seen).toEqual({ CONTAINERS_CONF: "/c", TOKEN: "secret-1" });
    expect(sys.ran.join()).not.toContain("secret-1");
    expect(sys.ran.join()).toContain("--env TOKEN --env HOME");
  });
});

describe("what a person types to start a container", () => {
  const JUPYTER: ContainerRun = {
    image: "localhost/dl-env:x",
    command: ["jupyter"],
    ports: [{ host: 8888, container: 8888 }],
    env: { JUPYTER_IP: "0.0.0.0" },
  };

  test.each<[string, Runtime, ContainerRun, string]>([
    [
      "publishes on loopback",
      DOCKER,
      JUPYTER,
      "docker run --rm -it --publish 127.0.0.1:8888:8888 --env JUPYTER_IP=0.0.0.0 localhost/dl-env:x jupyter",
    ],
    [
      "publishes nothing in the host's network",
      { ...PODMAN, hostNetwork: true },
      { ...JUPYTER, env: {} },
      "podman run --rm -it --network host localhost/dl-env:x jupyter",
    ],
    [
      "begins with the settings that this host needs, and quotes the command",
      { ...PODMAN, env: { CONTAINERS_CONF: "/home/u/a b/c", DOCKER_CONFIG: "" } },
      { image: "x", command: ["python", "-c", "print(1)"] },
      "CONTAINERS_CONF='/home/u/a b/c' podman run --rm -it x python -c 'print(1)'",
    ],
  ])("%s", (_title, runtime, run, line) => {
    expect(typedCommand(runtime, run)).toBe(line);
  });
});

describe("the runtime", () => {
  test("is podman where a container runs in it", async () => {
    const sys = fakeSystem({
      programs: ["podman", "docker"],
      answers: [
        ["podman --version", said({ stdout: "podman version 5.4.2\n" })],
        ["podman run", said()],
      ],
    });
    expect(await chooseRuntime(sys, await folder())).toEqual({
      name: "podman",
      version: "5.4.2",
      argv: ["podman"],
      env: {},
    });
  });

  test("is docker where podman can run nothing and the daemon answers", async () => {
    const answers = [
      ["podman --version", said({ stdout: "podman version 5.4.2\n" })],
      ["podman run", said({ code: 126, stderr: "Error: no" })],
      ["docker version", said({ stdout: "28.1.0\n" })],
      ["docker network", said()],
    ] as const;
    expect(
      await chooseRuntime(fakeSystem({ programs: ["podman", "docker"], answers }), await folder()),
    ).toEqual(DOCKER);
  });

  test("says that SELinux enforces its labels", async () => {
    const answers = [
      ["podman --version", said({ stdout: "podman version 5.4.2\n" })],
      ["podman run", said()],
    ] as const;
    const host = { programs: ["podman"], answers };
    for (const [enforce, selinux] of [
      ["1", true],
      ["0", undefined],
    ] as const) {
      const sys = fakeSystem({ ...host, files: { "/sys/fs/selinux/enforce": enforce } });
      expect((await chooseRuntime(sys, await folder())).selinux).toBe(selinux);
    }
  });

  test("uses the host's network where podman's settings say so, found by one container", async () => {
    const net = await realFiles.readLink("/proc/self/ns/net");
    const sys = fakeSystem({
      programs: ["podman"],
      answers: [
        ["podman --version", said({ stdout: "podman version 5.4.2\n" })],
        ["podman run", said({ stdout: `${net}\n` })],
      ],
    });
    expect(await chooseRuntime(sys, await folder())).toMatchObject({ hostNetwork: true, env: {} });
    expect(sys.ran.filter((line) => line.startsWith("podman run"))).toHaveLength(1);
  });

  test("is none, with the reasons and what to type, where neither works", async () => {
    const sys = fakeSystem({
      programs: ["docker"],
      answers: [["docker version", said({ code: 1 })]],
    });
    await expect(chooseRuntime(sys, await folder())).rejects.toMatchObject({
      code: "no-runtime",
      exit: 3,
      message:
        "No container can be run here: podman is not installed; docker's daemon cannot be reached.",
      hint: expect.stringContaining("dl-env doctor"),
    });
    await expect(chooseRuntime(sys, await folder(), "podman")).rejects.toMatchObject({
      message: "No container can be run here: podman is not installed.",
    });
  });
});
