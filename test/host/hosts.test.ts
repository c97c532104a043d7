import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exitOfFindings } from "../../src/host/hostFindings.ts";
import type { Finding, Level } from "../../src/host/finding.ts";
import { doctorText } from "../../src/report/doctorText.ts";
import { findingsOf, hostCatalog, hostNames, recorded } from "./recorded.ts";

/** Host, exit code, and every finding that is not ok or skipped. */
const EXPECTED: readonly (readonly [string, 0 | 1, Readonly<Record<string, Level>>])[] = [
  ["bad-almalinux-9-podman-docker", 1, { engine: "fail", conflicts: "warn", docker: "fail" }],
  ["bad-arch-no-driver", 1, { distribution: "warn", driver: "fail" }],
  ["bad-centos-7-docker-1809", 1, { toolkit: "fail", "docker-gpu": "fail", buildx: "fail" }],
  ["bad-debian-12-cdi-format", 1, { cdi: "fail" }],
  ["bad-debian-12-docker-host", 1, { engine: "fail", docker: "fail" }],
  ["bad-debian-12-docker-rootless-stopped", 1, { engine: "fail", docker: "fail" }],
  ["bad-debian-12-docker-stopped", 1, { engine: "fail", docker: "fail" }],
  ["bad-debian-12-gtx1080-open", 1, { "driver-kind": "fail", "nvidia-smi": "fail" }],
  [
    "bad-debian-12-nothing",
    1,
    { driver: "fail", engine: "fail", conflicts: "warn", toolkit: "fail" },
  ],
  ["bad-debian-12-stale-cdi", 1, { toolkit: "fail", cdi: "fail" }],
  ["bad-debian-13-doubled-cdi", 1, { cdi: "fail" }],
  ["bad-debian-13-unsigned-module", 1, { "secure-boot": "fail", driver: "fail" }],
  ["bad-fedora-40-no-driver", 1, { driver: "fail", toolkit: "fail" }],
  ["bad-fedora-44-key-not-enrolled", 1, { "secure-boot": "fail", driver: "fail", selinux: "warn" }],
  [
    "bad-fedora-44-no-cuda-package",
    1,
    { "driver-library": "fail", "nvidia-smi": "warn", cdi: "fail", selinux: "warn" },
  ],
  [
    "bad-hostile-names",
    1,
    {
      "driver-kind": "fail",
      "driver-library": "fail",
      conflicts: "warn",
      cdi: "warn",
      "docker-gpu": "fail",
      "disk-docker": "warn",
    },
  ],
  ["bad-leap-15-nothing", 1, { driver: "fail", engine: "fail", toolkit: "fail" }],
  ["bad-rocky-8-toolkit-1161", 1, { toolkit: "fail" }],
  ["bad-ubuntu-2204-podman-34", 1, { engine: "fail", podman: "fail" }],
  ["bad-ubuntu-2204-version-mismatch", 1, { "driver-library": "fail", "nvidia-smi": "fail" }],
  ["bad-ubuntu-2404-5090-proprietary", 1, { "driver-kind": "fail" }],
  ["bad-ubuntu-2404-disk", 1, { "disk-docker": "fail" }],
  ["bad-ubuntu-2404-driver-for-image", 1, { "driver-image": "fail" }],
  ["bad-ubuntu-2404-gtx1080-r590", 1, { "driver-kind": "fail", "nvidia-smi": "fail" }],
  ["bad-ubuntu-2404-mixed", 1, { "driver-kind": "fail" }],
  ["bad-ubuntu-2404-no-runtime", 1, { "docker-gpu": "fail" }],
  ["bad-ubuntu-2404-no-subids", 1, { subids: "fail", "podman-network": "fail" }],
  ["bad-ubuntu-2404-not-in-group", 1, { engine: "fail", docker: "fail" }],
  ["bad-ubuntu-2404-nouveau-5090", 1, { nouveau: "fail", driver: "fail" }],
  ["bad-ubuntu-2404-toolkit-1190", 1, { toolkit: "fail" }],
  ["good-azure-t4-driver-535", 0, {}],
  ["good-debian-12-podman-root", 0, {}],
  ["good-fedora-44-podman-rootless", 0, { selinux: "warn" }],
  ["good-rhel-10-podman-h100", 0, { selinux: "warn" }],
  ["good-rocky-9-docker-a100", 0, {}],
  ["good-sles-15-docker-l40s", 0, {}],
  ["good-tumbleweed-podman", 0, {}],
  ["good-ubuntu-2204-docker-cdi", 0, {}],
  ["good-ubuntu-2404-docker", 0, {}],
  ["good-wsl-ubuntu-2404", 0, {}],
  ["no-gpu-hosted-runner-build", 0, {}],
  ["no-gpu-hosted-runner", 1, { gpu: "fail" }],
  [
    "unknown-sandbox",
    0,
    {
      host: "unknown",
      distribution: "unknown",
      gpu: "unknown",
      nouveau: "unknown",
      "secure-boot": "unknown",
      driver: "unknown",
      engine: "unknown",
      conflicts: "unknown",
      docker: "unknown",
      podman: "unknown",
      toolkit: "unknown",
      cdi: "unknown",
      selinux: "unknown",
      cgroup: "unknown",
    },
  ],
  ["warn-fedora-44-no-ipv6", 0, { "podman-network": "warn", memlock: "warn" }],
  ["warn-ubuntu-2204-systemd-cgroup", 0, { cgroup: "warn" }],
];

const finding = (name: string, id: string): Finding => {
  const found = findingsOf(recorded(name)).find((one) => one.id === id);
  if (found === undefined) throw new Error(`${name} has no finding ${id}`);
  return found;
};

/** Every line that a fix may be made of: our own lines with our own values. */
const allowedLines = (): ReadonlySet<string> => {
  const { base, folders } = hostCatalog.distributions.nvidia;
  const repositories = [
    ...new Set(Object.values(folders).flatMap((releases) => Object.values(releases))),
  ];
  const lines = Object.values(hostCatalog.fixes).flatMap((fix) =>
    Object.values(fix).flatMap((value: string | string[]) =>
      typeof value === "string" ? [`# see ${value}`] : value,
    ),
  );
  const filled = lines.flatMap((line) =>
    repositories.map((name) =>
      line
        .replaceAll("{nvidia}", `${base}/${name}/x86_64`)
        .replaceAll("{repofile}", `cuda-${name}.repo`),
    ),
  );
  const own = [
    "dl-env doctor --for build",
    "dl-env plan",
    "lspci -nn -d 10de:   # in a virtual machine: pass the GPU through to it",
    "lspci -nn -d 10de:   # remove one of them",
    "ls -l /etc/cdi /var/run/cdi   # keep one file per folder",
  ];
  return new Set([
    ...filled.flatMap((line) => [line.replaceAll("{pm}", "dnf"), line.replaceAll("{pm}", "yum")]),
    ...own,
  ]);
};

describe("recorded hosts", () => {
  it("are all in the table, each with a note", () => {
    expect(EXPECTED.map(([name]) => name)).toEqual(hostNames);
    expect(hostNames.filter((name) => recorded(name).note.length < 20)).toEqual([]);
  });

  it.each(EXPECTED)("%s exits %i and finds what is wrong", (name, exit, levels) => {
    const list = findingsOf(recorded(name));
    expect(
      Object.fromEntries(
        list
          .filter((one) => one.level !== "ok" && one.level !== "skipped")
          .map((one) => [one.id, one.level]),
      ),
    ).toEqual(levels);
    expect(exitOfFindings(list)).toBe(exit);
  });

  it.each(hostNames)("%s prints what its golden shows", async (name) => {
    const text = doctorText(findingsOf(recorded(name)));
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    await expect(`${text}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, "golden", `${name}.txt`),
    );
  });

  it.each(hostNames)(
    "%s has findings whose ids are unique, with a source, and with a reason and a fix where something fails",
    (name) => {
      const list = findingsOf(recorded(name));
      const failed = list.filter((one) => one.level === "fail");
      expect(new Set(list.map((one) => one.id)).size).toBe(list.length);
      expect(list.filter((one) => one.source === "")).toEqual([]);
      expect(
        failed.filter((one) => one.why === "" || (one.fix.length === 0 && one.id !== "engine")),
      ).toEqual([]);
    },
  );
});

describe("fixes", () => {
  it("are commands of this distribution", () => {
    expect(finding("bad-ubuntu-2404-nouveau-5090", "driver").fix).toContain(
      "sudo apt-get install -y nvidia-open",
    );
    expect(finding("bad-ubuntu-2404-nouveau-5090", "nouveau").fix).toContain(
      "sudo update-initramfs -u",
    );
    expect(finding("bad-leap-15-nothing", "driver").fix[0]).toBe(
      "sudo zypper addrepo https://developer.download.nvidia.com/compute/cuda/repos/opensuse15/x86_64/cuda-opensuse15.repo",
    );
    expect(finding("bad-fedora-40-no-driver", "driver").fix).toContain(
      "sudo dnf mark install akmod-nvidia",
    );
    expect(finding("bad-fedora-44-key-not-enrolled", "secure-boot").fix).toEqual(
      expect.arrayContaining([
        "sudo kmodgenca -a",
        "sudo mokutil --import /etc/pki/akmods/certs/public_key.der   # choose a password",
      ]),
    );
    expect(finding("bad-fedora-44-no-cuda-package", "nvidia-smi").fix).toEqual([
      "sudo dnf install -y xorg-x11-drv-nvidia-cuda",
    ]);
    expect(finding("bad-centos-7-docker-1809", "toolkit").fix).toContain(
      "sudo yum install -y nvidia-container-toolkit",
    );
    expect(finding("warn-fedora-44-no-ipv6", "podman-network").fix[0]).toContain(
      "--network=pasta:-4",
    );
  });

  it("take conflicting packages out before Docker CE goes in", () => {
    const { fix } = finding("bad-debian-12-nothing", "engine");
    expect(fix.findIndex((line) => line.includes("apt-get remove"))).toBeLessThan(
      fix.findIndex((line) => line.includes("install -y docker-ce")),
    );
    expect(fix[0]).toContain("apt-get remove");
  });

  it("give Pascal the proprietary branch 580 and Blackwell the open modules", () => {
    expect(finding("bad-debian-12-gtx1080-open", "driver-kind").fix).toContain(
      "sudo apt-get install -y nvidia-driver-pinning-580",
    );
    expect(finding("bad-ubuntu-2404-5090-proprietary", "driver-kind").fix).toContain(
      "sudo apt-get install -y nvidia-open",
    );
  });

  it("name every vulnerability of an old toolkit", () => {
    const { why } = finding("bad-rocky-8-toolkit-1161", "toolkit");
    for (const cve of ["CVE-2024-0132", "CVE-2025-23359", "CVE-2025-23266", "CVE-2026-24260"])
      expect(why).toContain(cve);
  });

  it("hold no value from outside, whatever the host is called", () => {
    const allowed = allowedLines();
    expect(
      hostNames
        .flatMap((name) => findingsOf(recorded(name)).flatMap((one) => one.fix))
        .filter((line) => !allowed.has(line)),
    ).toEqual([]);
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "$(id)",
        "`id`",
        "'; rm -rf /; '",
        "\u001b[2J",
        "a\nb",
        "{nvidia}",
        "__proto__",
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...hostNames), texts, (name, text) => {
        const hostile = JSON.parse(JSON.stringify(recorded(name)), (key, value: unknown) =>
          typeof value === "string" &&
          value !== "unlimited" &&
          !["kind", "engine", "manager", "why", "for"].includes(key)
            ? text
            : value,
        ) as ReturnType<typeof recorded>;
        for (const one of findingsOf(hostile))
          for (const line of one.fix) if (!allowed.has(line)) throw new Error(line);
      }),
      { numRuns: 300 },
    );
  });

  it("are all used by a check", () => {
    const folder = join(import.meta.dirname, "../../src/host/checks");
    const source = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), "utf8"))
      .join("\n");
    const unused = Object.keys(hostCatalog.fixes).filter(
      (name) =>
        !source.includes(`"${name.replace(/-unlisted$/, "")}"`) && !name.startsWith("disk-"),
    );
    expect(unused).toEqual([]);
  });

  it("are lines that a shell can read", () => {
    const script = [...allowedLines()].map((line) => line.replaceAll("…", "")).join("\n");
    expect(() =>
      execFileSync("bash", ["-n"], { input: script, stdio: ["pipe", "ignore", "pipe"] }),
    ).not.toThrow();
  });
});

describe("the text", () => {
  it("drops control characters and keeps one line a finding that is well", () => {
    const text = doctorText([
      {
        id: "x",
        title: "X",
        level: "ok",
        found: "a\u001b[31m\nb\u202e",
        why: "",
        fix: [],
        source: "s",
      },
    ]);
    expect(text.split("\n")[0]).toBe("ok    X  a [31m b");
  });
});
