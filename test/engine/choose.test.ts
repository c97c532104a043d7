import { describe, expect, test } from "vitest";
import { chooseEngine } from "../../src/engine/chooseEngine.ts";
import {
  containersConf,
  readContainerHost,
  type ContainerHost,
} from "../../src/container/containersConf.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { RunResult } from "../../src/system/ports.ts";
import { fakeSystem, folder, said, type FakeHost } from "./world.ts";

const BUILDX: NonNullable<FakeHost["answers"]> = [
  ["docker buildx version", said({ stdout: "github.com/docker/buildx v0.25.0 x\n" })],
  ["docker buildx build", said()],
  ["docker buildx inspect", said({ stdout: "Name: b\nDriver: docker-container\n" })],
];
const PODMAN: NonNullable<FakeHost["answers"]> = [
  ["podman --version", said({ stdout: "podman version 4.3.1\n" })],
  ["podman run", said()],
];

const choose = async (
  host: FakeHost,
  wanted: "auto" | "buildx" | "podman",
): Promise<{ engine: string; logged: string[]; ran: string[] }> => {
  const sys = fakeSystem(host);
  const engine = await chooseEngine(sys, wanted, {
    open: openRepository(sys),
    work: await folder(),
  });
  return { engine: `${engine.name} ${engine.version}`, logged: sys.logged, ran: sys.ran };
};

describe("auto", () => {
  test("takes buildx where a builder reads and writes layouts, and does not ask podman", async () => {
    const { engine, logged, ran } = await choose(
      { programs: ["docker", "podman"], answers: [...BUILDX, ...PODMAN] },
      "auto",
    );
    expect(engine).toBe("buildx 0.25.0");
    expect(logged).toEqual(["Engine: buildx 0.25.0, because it can build here."]);
    expect(ran.some((line) => line.startsWith("podman"))).toBe(false);
  });

  test("takes podman where buildx has no builder for it, and says why", async () => {
    const answers: NonNullable<FakeHost["answers"]> = [
      [
        "docker buildx build",
        said({
          code: 1,
          stderr: "#1 x\nERROR: OCI exporter is not supported for the docker driver.\n",
        }),
      ],
      ...BUILDX,
      ...PODMAN,
    ];
    const { engine, logged } = await choose({ programs: ["docker", "podman"], answers }, "auto");
    expect(engine).toBe("podman 4.3.1");
    expect(logged.join()).toContain("OCI exporter is not supported for the docker driver");
  });

  test("finds none on an empty host, and says what to type there", async () => {
    await expect(choose({ programs: ["dnf"] }, "auto")).rejects.toMatchObject({
      code: "no-engine",
      exit: 3,
      message: expect.stringMatching(
        /^No engine on this host can build: docker is not installed; podman is not installed\b.*\.$/,
      ),
      hint: expect.stringMatching(/Type: sudo dnf install podman$/),
    });
  });
});

describe("an engine that was asked for", () => {
  test.each([
    ["apt-get", "sudo apt-get install docker.io docker-buildx"],
    ["dnf", "sudo dnf install moby-engine docker-buildx"],
    ["pacman", "sudo pacman -S docker docker-buildx"],
    ["nothing", "docker buildx version"],
  ])("and is not there, is told how to install it with %s", async (program, command) => {
    await expect(choose({ programs: [program] }, "buildx")).rejects.toMatchObject({
      message: expect.stringContaining("docker is not installed"),
      hint: expect.stringMatching(new RegExp(`type: ${command}$`)),
    });
  });

  test.each<[string, "buildx" | "podman", FakeHost, RegExp]>([
    [
      "docker without buildx",
      "buildx",
      { programs: ["docker"], answers: [["docker buildx version", said({ code: 1 })]] },
      /docker has no buildx/,
    ],
    [
      "no daemon",
      "buildx",
      {
        programs: ["docker"],
        answers: [
          [
            "docker buildx build",
            said({ code: 1, stderr: "ERROR: Cannot connect to the Docker daemon" }),
          ],
          ...BUILDX,
        ],
      },
      /daemon cannot be reached/,
    ],
    [
      "podman too old",
      "podman",
      {
        programs: ["podman"],
        answers: [["podman --version", said({ stdout: "podman version 3.4.4\n" })]],
      },
      /podman 3\.4\.4 is older than 4\.1/,
    ],
    [
      "podman that runs nothing",
      "podman",
      {
        programs: ["podman"],
        answers: [["podman run", said({ code: 126, stderr: "Error: crun: cannot\n" })], ...PODMAN],
      },
      /cannot run a container: crun: cannot/,
    ],
  ])("is refused with the reason: %s", async (_title, wanted, host, message) => {
    await expect(choose(host, wanted)).rejects.toMatchObject({
      code: "engine-unusable",
      exit: 3,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/type: /),
    });
  });

  test("is taken with the user's own settings where they work", async () => {
    const { ran } = await choose({ programs: ["podman"], answers: PODMAN }, "podman");
    expect(ran.filter((line) => line.startsWith("podman run"))).toHaveLength(1);
  });

  test("is told what this host needs only where its own settings fail", async () => {
    const needsConf = (
      _argv: readonly string[],
      env: Readonly<Record<string, string | undefined>>,
    ): RunResult =>
      env["CONTAINERS_CONF"] === undefined
        ? said({ code: 126, stderr: "Error: setrlimit" })
        : said();
    const { engine, ran } = await choose(
      { programs: ["podman"], answers: [["podman run", needsConf], ...PODMAN] },
      "podman",
    );
    expect(engine).toBe("podman 4.3.1");
    expect(ran.filter((line) => line.startsWith("podman run"))).toHaveLength(3);
  });
});

const HOST: ContainerHost = {
  unifiedCgroups: true,
  systemd: true,
  crun: true,
  runc: true,
  netavark: true,
  cni: false,
};

describe("containers.conf", () => {
  test.each<[string, Partial<ContainerHost>, string[], string[]]>([
    [
      "leaves an ordinary host alone",
      {},
      ['network_backend = "netavark"'],
      ["ulimits", "runtime", "cgroup"],
    ],
    [
      "keeps limits below hard ones",
      { files: 20_000, processes: 96_365 },
      ['default_ulimits = ["nofile=20000:20000", "nproc=16384:16384"]'],
      [],
    ],
    ["takes runc where crun is missing", { crun: false }, ['runtime = "runc"'], []],
    [
      "takes runc on cgroups that crun cannot use",
      { unifiedCgroups: false },
      ['runtime = "runc"'],
      [],
    ],
    [
      "asks nothing of a systemd that is not there",
      { systemd: false },
      ['cgroup_manager = "cgroupfs"', 'events_logger = "file"'],
      [],
    ],
    [
      "uses the host's network where nothing can make another",
      { netavark: false },
      ['netns = "host"'],
      ["network_backend"],
    ],
    [
      "leaves the choice to podman where only CNI is there",
      { netavark: false, cni: true },
      [],
      ["netns", "network_backend"],
    ],
  ])("%s", (_title, given, has, lacks) => {
    const text = containersConf({ ...HOST, ...given });
    for (const line of has) expect(text.split("\n")).toContain(line);
    for (const word of lacks) expect(text).not.toContain(word);
  });

  test("reads the host from small files", async () => {
    const limits =
      "Limit                     Soft Limit           Hard Limit           Units     \nMax processes             96365                96365                processes \nMax open files            1024                 20000                files     \n";
    const host = await readContainerHost(
      fakeSystem({
        programs: ["runc"],
        files: { "/proc/self/limits": limits, "/usr/lib/podman/netavark": "" },
      }),
    );
    expect(host).toEqual({
      files: 20_000,
      processes: 96_365,
      unifiedCgroups: false,
      systemd: false,
      crun: false,
      runc: true,
      netavark: true,
      cni: false,
    });
    expect(
      (
        await readContainerHost(
          fakeSystem({ files: { "/proc/self/limits": limits.replaceAll("20000", "unlimited") } }),
        )
      ).files,
    ).toBeUndefined();
  });
});
