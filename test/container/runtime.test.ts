import { describe, expect, test } from "vitest";
import {
  chooseRuntime,
  gpuArguments,
  runArgv,
  runContainer,
  type ContainerRun,
  type Gpus,
} from "../../src/container/runtime.ts";
import { fakeSystem, folder, said } from "../engine/world.ts";

const PODMAN = { name: "podman", version: "4.3.1", argv: ["podman"], env: {} } as const;
const DOCKER = { name: "docker", version: "28.1.0", argv: ["docker"], env: {} } as const;

describe("GPUs", () => {
  test.each<[string, "podman" | "docker", Gpus, boolean | undefined, string[]]>([
    [
      "podman takes CDI, because --gpus is ignored in silence",
      "podman",
      "all",
      undefined,
      ["--device=nvidia.com/gpu=all"],
    ],
    [
      "podman takes some by index or UUID",
      "podman",
      ["0", "GPU-4711"],
      undefined,
      ["--device=nvidia.com/gpu=0", "--device=nvidia.com/gpu=GPU-4711"],
    ],
    ["docker takes --gpus", "docker", "all", undefined, ["--gpus=all"]],
    [
      "docker reads --gpus as CSV, so a list is quoted",
      "docker",
      ["0", "2"],
      undefined,
      ['--gpus="device=0,2"'],
    ],
    [
      "docker takes CDI where it is switched on",
      "docker",
      "all",
      true,
      ["--device=nvidia.com/gpu=all"],
    ],
    ["none is nothing", "podman", "none", undefined, []],
    ["an empty list is nothing", "docker", [], undefined, []],
  ])("%s", (_title, name, gpus, cdi, argv) => {
    expect(gpuArguments({ name }, gpus, cdi === undefined ? {} : { cdi })).toEqual(argv);
  });
});

describe("a container", () => {
  const FULL: ContainerRun = {
    image: "localhost/dl-env:x",
    args: ["python3", "-c", "print(1)"],
    env: { TOKEN: "secret-1" },
    mounts: [
      { source: "/data", target: "/data", readOnly: true },
      { source: "/home/u", target: "/work" },
    ],
    user: "12345:0",
    gpus: "all",
    name: "one",
    detached: true,
    ports: ["127.0.0.1::8888"],
  };

  test("is started by argv, which holds no value of its environment", () => {
    expect(runArgv(PODMAN, FULL)).toEqual([
      "podman",
      "run",
      "--rm",
      "--pull=never",
      "--detach",
      "--name=one",
      "--publish=127.0.0.1::8888",
      "--user=12345:0",
      "--env=TOKEN",
      "--mount=type=bind,source=/data,target=/data,readonly",
      "--mount=type=bind,source=/home/u,target=/work",
      "--device=nvidia.com/gpu=all",
      "localhost/dl-env:x",
      "python3",
      "-c",
      "print(1)",
    ]);
    expect(runArgv(DOCKER, FULL).join(" ")).not.toContain("secret-1");
  });

  test("uses the host's network where there are no bridges, and then publishes nothing", () => {
    const argv = runArgv({ ...PODMAN, hostNetwork: true }, FULL);
    expect(argv).toContain("--network=host");
    expect(argv.some((argument) => argument.startsWith("--publish"))).toBe(false);
    expect(runArgv({ ...PODMAN, hostNetwork: true }, { image: "x", network: "none" })).toContain(
      "--network=none",
    );
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
    expect(
      (await runContainer(sys, { ...PODMAN, env: { CONTAINERS_CONF: "/c" } }, FULL)).stdout,
    ).toBe("1\n");
    expect(seen).toEqual({ CONTAINERS_CONF: "/c", TOKEN: "secret-1" });
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
