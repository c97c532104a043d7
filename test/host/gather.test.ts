import { describe, expect, it } from "vitest";
import { gatherHost } from "../../src/host/gatherHost.ts";
import { parseDriver, parseModinfo, parseSmi } from "../../src/host/gather/gatherDriver.ts";
import { parseCdi, parseDockerInfo, parsePodmanInfo } from "../../src/host/gather/gatherEngines.ts";
import { hasIpv6Default, parseLimits } from "../../src/host/gather/gatherResources.ts";
import { countSubordinate, parseOsRelease } from "../../src/host/gather/gatherSystem.ts";
import { doctor } from "../../src/commands/doctorCommand.ts";
import { doctorText } from "../../src/report/doctorText.ts";
import type { RunResult, System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

interface FakeHost {
  readonly files: Readonly<Record<string, string>>;
  /**
   * argv joined by spaces (program by its name) -> what it answers; a program that is in no key is
   * not installed.
   */
  readonly programs: Readonly<Record<string, Partial<RunResult>>>;
}

const LIMITS =
  "Limit                     Soft Limit           Hard Limit           Units     \nMax stack size            8388608              unlimited            bytes     \nMax processes             127000               127000               processes \nMax open files            1024                 1048576              files     \nMax locked memory         8388608              8388608              bytes     \n";

/** Files and programs of a made-up host; the catalog's own files are real. */
const fakeSystem = (host: FakeHost): System => {
  const real = realSystem();
  const installed = new Set(Object.keys(host.programs).map((argv) => argv.split(" ")[0] ?? ""));
  const isOwn = (path: string): boolean => path.startsWith(real.env.projectRoot);
  return {
    ...real,
    env: { ...real.env, uid: 1000 },
    files: {
      ...real.files,
      readText: (path) =>
        isOwn(path) ? real.files.readText(path) : Promise.resolve(host.files[path]),
      readBytes: (path) =>
        Promise.resolve(
          host.files[path] === undefined ? undefined : Buffer.from(host.files[path], "latin1"),
        ),
      list: (path) =>
        Promise.resolve(
          [
            ...new Set(
              Object.keys(host.files).flatMap((file) =>
                file.startsWith(`${path}/`)
                  ? [file.slice(path.length + 1).split("/")[0] ?? ""]
                  : [],
              ),
            ),
          ].sort(),
        ),
      stat: (path) =>
        Promise.resolve(
          Object.keys(host.files).some((file) => file === path || file.startsWith(`${path}/`))
            ? { kind: "directory", size: 0, mode: 0o755, uid: 0, gid: 0, mtime: 0 }
            : undefined,
        ),
      readLink: (path) =>
        host.files[path] === undefined
          ? Promise.reject(new Error("no link"))
          : Promise.resolve(host.files[path]),
    },
    processes: {
      find: (program) =>
        Promise.resolve(installed.has(program) ? `/usr/bin/${program}` : undefined),
      run: (argv, options) => {
        if ((options?.timeout ?? 0) <= 0) throw new Error(`${argv.join(" ")} has no time limit`);
        const line = [argv[0]?.split("/").at(-1), ...argv.slice(1)].join(" ");
        const key = Object.keys(host.programs).find(
          (start) => line === start || line.startsWith(`${start} `),
        );
        return Promise.resolve({
          code: 0,
          stdout: "",
          stderr: "",
          timedOut: false,
          ...(key === undefined ? { code: 127 } : host.programs[key]),
        });
      },
    },
  };
};

const UBUNTU: FakeHost = {
  files: {
    "/etc/os-release":
      'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n',
    "/proc/sys/kernel/osrelease": "6.8.0-87-generic\n",
    "/proc/modules":
      "nvidia_uvm 2076672 0 - Live 0x0 (O)\nnvidia 11595776 19 nvidia_uvm,nvidia_modeset, Live 0x0 (O)\n",
    "/proc/driver/nvidia/version":
      "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build  (dvs-builder@U16-I3)  Tue Sep 23 09:55:41 UTC 2025\nGCC version:  gcc version 13.3.0\n",
    "/sys/bus/pci/devices/0000:01:00.0/vendor": "0x10de\n",
    "/sys/bus/pci/devices/0000:01:00.0/class": "0x030000\n",
    "/sys/bus/pci/devices/0000:01:00.0/device": "0x2684\n",
    "/sys/bus/pci/devices/0000:01:00.1/vendor": "0x10de\n",
    "/sys/bus/pci/devices/0000:01:00.1/class": "0x040300\n",
    "/sys/bus/pci/devices/0000:01:00.1/device": "0x22ba\n",
    "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c":
      "\u0006\u0000\u0000\u0000\u0001",
    "/sys/fs/cgroup/cgroup.controllers": "cpu io memory\n",
    "/proc/net/ipv6_route":
      "00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n",
    "/proc/self/limits": LIMITS,
    "/proc/self/status": "Name:\tnode\nCapEff:\t0000000000000000\n",
    "/etc/subuid": "dev:100000:65536\n",
    "/etc/subgid": "dev:100000:65536\n",
    "/lib/x86_64-linux-gnu/libcuda.so.1": "libcuda.so.580.95.05",
    "/var/run/cdi/nvidia.yaml":
      "cdiVersion: 0.5.0\nkind: nvidia.com/gpu\ndevices:\n  - name: '0'\n  - name: all\ncontainerEdits:\n  mounts:\n    - hostPath: /usr/lib/x86_64-linux-gnu/libcuda.so.580.95.05\n",
    "/etc/cdi/other.yaml": "cdiVersion: 0.5.0\nkind: vendor.example/nic\ndevices: [{name: eth0}]\n",
  },
  programs: {
    "apt-get": {},
    "id -un": { stdout: "dev\n" },
    "id -Gn": { stdout: "dev docker\n" },
    "dpkg-query": {
      code: 1,
      stdout: "ii  docker-ce\nii  containerd.io\nun  runc\n",
      stderr: "dpkg-query: no packages found matching podman-docker\n",
    },
    "nvidia-smi": { stdout: "NVIDIA GeForce RTX 4090, 580.95.05, 8.9\n" },
    modinfo: {
      stdout:
        "filename:       /lib/modules/x/nvidia.ko\nversion:        580.95.05\nlicense:        Dual MIT/GPL\nsigner:         Canonical Ltd. Kernel Module Signing\nsig_key:        88\n",
    },
    ldconfig: {
      stdout:
        "\tlibcuda.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libcuda.so.1\n\tlibcuda.so.1 (libc6) => /lib/i386-linux-gnu/libcuda.so.1\n",
    },
    "nvidia-ctk": { stdout: "NVIDIA Container Toolkit CLI version 1.20.0\ncommit: 0000\n" },
    "docker --version": { stdout: "Docker version 28.5.1, build e180ab8\n" },
    "docker info": {
      stdout: JSON.stringify({
        ServerVersion: "28.5.1",
        Runtimes: { runc: {}, nvidia: {} },
        CDISpecDirs: ["/etc/cdi", "/var/run/cdi"],
        SecurityOptions: ["name=seccomp,profile=builtin"],
        DockerRootDir: "/var/lib/docker",
        CgroupDriver: "cgroupfs",
      }),
    },
    "docker buildx version": {
      stdout: "github.com/docker/buildx v0.29.1 a32761aeb3debd39be1eca514af3693af0db334b\n",
    },
    "systemctl show docker.service": {
      stdout: "LoadState=loaded\nUnitFileState=enabled\nActiveState=active\n",
    },
    "systemctl show nvidia-cdi-refresh.path": {
      stdout: "LoadState=loaded\nUnitFileState=enabled\nActiveState=active\n",
    },
    df: {
      stdout:
        "Filesystem 1-blocks Used Available Capacity Mounted on\n/dev/nvme0n1p2 983348166656 1 412316860416 44% /\n",
    },
  },
};

describe("gatherHost", () => {
  it("reads a host from its files and programs", async () => {
    const facts = await gatherHost(fakeSystem(UBUNTU));
    expect(facts).toMatchObject({
      system: { value: { id: "ubuntu", version: "24.04", like: ["debian"] } },
      packages: { value: { manager: "apt", installed: ["containerd.io", "docker-ce"] } },
      pci: { value: [{ address: "0000:01:00.0", device: "2684" }] },
      smi: {
        kind: "ran",
        gpus: [{ name: "NVIDIA GeForce RTX 4090", driver: "580.95.05", computeCapability: "8.9" }],
      },
      driver: { value: { version: "580.95.05", kind: "open" } },
      modules: { value: ["nvidia", "nvidia_uvm"] },
      module: { value: { version: "580.95.05", signer: "Canonical Ltd. Kernel Module Signing" } },
      secureBoot: { value: true },
      library: { value: "580.95.05" },
      toolkit: { value: { version: "1.20.0", refresh: true } },
      docker: {
        client: { value: "28.5.1" },
        server: {
          value: { kind: "answers", cdi: true, rootless: false, runtimes: ["nvidia", "runc"] },
        },
        service: { value: { enabled: true, active: true } },
      },
      podman: { value: null },
      buildx: { value: "0.29.1" },
      cdi: {
        value: [
          {
            path: "/var/run/cdi/nvidia.yaml",
            version: "0.5.0",
            devices: ["0", "all"],
            driver: "580.95.05",
          },
        ],
      },
      cgroup: { value: "v2" },
      selinux: { value: "disabled" },
      network: { ipv6: { value: "no-route" }, pasta: { value: null } },
      user: { subuids: { value: 65536 } },
      disks: [{ engine: "docker", path: "/var/lib/docker", free: { value: 412316860416 } }],
      limits: {
        value: { memlock: { hard: 8388608 }, stack: { hard: "unlimited" }, mayRaise: false },
      },
    });
  });

  it("says all is well there, as text and as JSON that survives a round trip", async () => {
    const { result, exit } = await doctor(fakeSystem(UBUNTU));
    expect(exit).toBe(0);
    expect(doctorText(result.findings)).toMatch(/^\n?\d+ skipped, \d+ ok$/m);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it("makes unknown of what hangs and of what is not understood, and goes on", async () => {
    const late = { timedOut: true, code: 143 };
    const facts = await gatherHost(
      fakeSystem({
        files: {
          ...UBUNTU.files,
          "/proc/driver/nvidia/version": "something else\n",
          "/proc/self/limits": "nothing\n",
        },
        programs: {
          ...UBUNTU.programs,
          "nvidia-smi": late,
          "docker info": late,
          "docker --version": late,
          ldconfig: late,
          podman: { stdout: "Error: cannot\n", code: 125 },
        },
      }),
    );
    expect(facts.smi).toMatchObject({ kind: "unknown" });
    for (const fact of [
      facts.driver,
      facts.docker.client,
      facts.docker.server,
      facts.library,
      facts.limits,
      facts.podman,
    ])
      expect(fact).toHaveProperty("unknown");
  });

  it("knows podman's wrapper from Docker", async () => {
    const facts = await gatherHost(
      fakeSystem({
        ...UBUNTU,
        programs: {
          ...UBUNTU.programs,
          "docker --version": {
            stdout: "podman version 5.4.2\n",
            stderr: "Emulate Docker CLI using podman.\n",
          },
        },
      }),
    );
    expect(facts.docker).toMatchObject({
      isPodman: true,
      client: { value: null },
      server: { value: null },
    });
  });

  it("reads this machine without an error and within its limits", async () => {
    const started = Date.now();
    const facts = await gatherHost(realSystem());
    expect(facts.format).toBe(1);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    expect(Date.now() - started).toBeLessThan(60_000);
  });
});

describe("parsers", () => {
  it("tell the kinds of driver apart", () => {
    expect(
      parseDriver(
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024\n",
      ),
    ).toEqual({ version: "535.183.01", kind: "proprietary" });
    expect(
      parseDriver(
        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  595.71.05  Release Build\n",
      ),
    ).toEqual({ version: "595.71.05", kind: "open" });
    expect(parseDriver("")).toBeUndefined();
  });

  it("read GPU names that hold commas, and drivers that tell no compute capability", () => {
    expect(parseSmi("A, B, 580.1, 8.9\nTesla T4, 580.1, 7.5\n", 3)).toEqual([
      { name: "A, B", driver: "580.1", computeCapability: "8.9" },
      { name: "Tesla T4", driver: "580.1", computeCapability: "7.5" },
    ]);
    expect(parseSmi("Tesla K80, 470.256.02\n", 2)).toEqual([
      { name: "Tesla K80", driver: "470.256.02" },
    ]);
  });

  it("read a module without a signature as one", () => {
    expect(parseModinfo("version:        580.95.05\nlicense:        NVIDIA\n")).toEqual({
      version: "580.95.05",
      license: "NVIDIA",
    });
  });

  it("read podman's answers of 4.3 and of 5.x", () => {
    const old = {
      host: {
        networkBackend: "netavark",
        ociRuntime: { name: "runc" },
        security: { rootless: false },
      },
      store: { graphRoot: "/var/lib/containers/storage" },
      version: { Version: "4.3.1" },
    };
    expect(parsePodmanInfo(JSON.stringify(old))).toEqual({
      version: "4.3.1",
      rootless: false,
      networkBackend: "netavark",
      root: "/var/lib/containers/storage",
      runtime: "runc",
    });
    expect(
      parsePodmanInfo(
        JSON.stringify({ ...old, host: { ...old.host, rootlessNetworkCmd: "pasta" } }),
      ),
    ).toHaveProperty("rootlessNetwork", "pasta");
    expect(parsePodmanInfo("Error")).toBeUndefined();
  });

  it("read Docker's answer without a daemon as none", () => {
    expect(parseDockerInfo('{"ServerErrors":["Cannot connect"]}')).toBeUndefined();
    expect(
      parseDockerInfo(
        '{"ServerVersion":"27.5.1","SecurityOptions":["name=rootless"],"Runtimes":{"runc":{}}}',
      ),
    ).toMatchObject({ rootless: true, cdi: false });
  });

  it("take no CDI spec of other devices, and none that is no YAML", () => {
    expect(parseCdi("/etc/cdi/a.yaml", "kind: intel.com/gpu\ndevices: []\n")).toBeUndefined();
    expect(parseCdi("/etc/cdi/a.yaml", "{{{")).toBeUndefined();
    expect(
      parseCdi(
        "/etc/cdi/a.json",
        '{"cdiVersion":"1.0.0","kind":"nvidia.com/gpu","devices":[{"name":0}]}',
      ),
    ).toEqual({ path: "/etc/cdi/a.json", version: "1.0.0", devices: ["0"] });
  });

  it("see a default route over IPv6 only when it leads out", () => {
    const zeros = "0".repeat(32);
    expect(
      hasIpv6Default(
        `${zeros} 00 ${zeros} 00 fe800000000000000000000000000001 00000064 00000000 00000000 00450003 eth0\n`,
      ),
    ).toBe(true);
    expect(
      hasIpv6Default(`${zeros} 00 ${zeros} 00 ${zeros} ffffffff 00000001 00000000 00200200 lo\n`),
    ).toBe(false);
    expect(
      hasIpv6Default(
        `fe80${"0".repeat(28)} 40 ${zeros} 00 ${zeros} 00000100 00000001 00000000 00000001 eth0\n`,
      ),
    ).toBe(false);
  });

  it("know root that may not raise limits from root that may", () => {
    expect(parseLimits(LIMITS, "CapEff:\t000001ffffffffff\n").mayRaise).toBe(true);
    expect(parseLimits(LIMITS, "CapEff:\t00000000a80425fb\n").mayRaise).toBe(false);
  });

  it("sum a user's subordinate ids by name and by number", () => {
    expect(
      countSubordinate("dev:100000:65536\nother:1:9\n1000:200000:10\ndev:x:y\n", "dev", 1000),
    ).toBe(65546);
  });

  it("read os-release with quotes, escapes and without a version", () => {
    expect(parseOsRelease('ID=\'arch\'\nPRETTY_NAME="A \\"B\\""\n')).toEqual({
      id: "arch",
      like: [],
      name: 'A "B"',
    });
    expect(parseOsRelease("NAME=x\n")).toBeUndefined();
  });
});

describe("GitHub's runner", () => {
  const LISTENER = "/opt/runner/bin/Runner.Listener";
  const onRunner = (said: string, environment = "self-hosted"): System => {
    const host = fakeSystem({
      files: {},
      programs: { [`${LISTENER} --version`]: { stdout: said } },
    });
    const variables: Readonly<Record<string, string>> = {
      RUNNER_ENVIRONMENT: environment,
      RUNNER_TEMP: "/opt/runner/_work/_temp",
    };
    return {
      ...host,
      env: { ...host.env, get: (name) => variables[name] },
      processes: {
        ...host.processes,
        find: (name) => Promise.resolve(name === LISTENER ? LISTENER : undefined),
        run: ([path]) =>
          Promise.resolve({
            code: path === LISTENER ? 0 : 1,
            stdout: said,
            stderr: "",
          } as RunResult),
      },
    };
  };
  const finding = async (sys: System): Promise<readonly unknown[]> =>
    (await doctor(sys)).result.findings
      .filter(({ id }) => id === "runner")
      .map(({ level, found }) => [level, found]);

  it("is fine from the version on that knows `$/`", async () => {
    expect(await finding(onRunner("2.336.0\n"))).toEqual([["ok", "2.336.0"]]);
    expect(await finding(onRunner("2.340.1\n"))).toEqual([["ok", "2.340.1"]]);
  });

  it("fails when it is older, with what to do", async () => {
    expect(await finding(onRunner("2.335.9\n"))).toEqual([["fail", "2.335.9"]]);
  });

  it("is unknown when it does not say its version", async () => {
    expect(await finding(onRunner("no\n"))).toEqual([
      ["unknown", expect.stringContaining("the runner said no") as string],
    ]);
  });

  it("is not looked at on GitHub's own, nor where there is none", async () => {
    expect(await finding(onRunner("2.1.0\n", "github-hosted"))).toEqual([]);
  });
});
