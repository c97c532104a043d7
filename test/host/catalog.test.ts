import { describe, expect, it } from "vitest";
import { loadHostCatalog } from "../../src/host/hostCatalog.ts";
import type { Distribution } from "../../src/host/hostFacts.ts";
import { familyOf, fixFor, nvidiaRepository } from "../../src/host/fix.ts";
import { architectures, kernelNeeded } from "../../src/host/derivedFacts.ts";
import { atLeast, compareToolVersions } from "../../src/host/toolVersion.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { hostCatalog, recorded } from "./recorded.ts";

const system = (id: string, version?: string, like: readonly string[] = []): Distribution => ({
  id,
  like,
  name: id,
  ...(version === undefined ? {} : { version }),
});

describe("matrix/host", () => {
  it.each([
    ["ubuntu", "24.04", [], "ubuntu", "ubuntu2404"],
    ["linuxmint", "22", ["ubuntu", "debian"], "ubuntu", undefined],
    ["ubuntu", "25.10", ["debian"], "ubuntu", undefined],
    ["debian", "12", [], "debian", "debian12"],
    ["some-derivative", "1", ["debian"], "debian", undefined],
    ["fedora", "44", [], "fedora", "fedora44"],
    ["rocky", "9.6", ["rhel", "centos", "fedora"], "rhel", "rhel9"],
    ["rhel", "10.0", ["centos", "fedora"], "rhel", "rhel10"],
    ["some-clone", "9.1", ["rhel", "fedora"], "rhel", undefined],
    ["opensuse-leap", "15.6", ["suse", "opensuse"], "suse", "opensuse15"],
    ["opensuse-tumbleweed", "20261101", ["opensuse", "suse"], "suse", undefined],
    ["arch", undefined, [], undefined, undefined],
    ["__proto__", "1", [], undefined, undefined],
  ] as const)(
    "%s %s (like %j) is of the family %s, with NVIDIA's folder %s",
    (id, version, like, family, folder) => {
      const found = system(id, version, like);
      expect(familyOf(hostCatalog, found)).toBe(family);
      expect(nvidiaRepository(hostCatalog, found)?.split("/").at(-2)).toBe(folder);
    },
  );

  it("never guesses a repository: a release that is not listed gets its own distribution's packages", () => {
    const { facts } = recorded("bad-ubuntu-2404-nouveau-5090");
    const newer = { ...facts, system: { value: system("ubuntu", "25.10", ["debian"]) } };
    expect(
      fixFor({ facts: newer, catalog: hostCatalog }, "driver-open").fix.join("\n"),
    ).not.toContain("developer.download.nvidia.com");
    expect(fixFor({ facts: newer, catalog: hostCatalog }, "driver-open").fix).toContain(
      "sudo ubuntu-drivers install --gpgpu",
    );
  });

  it("has commands for every family and manager wherever it has any for packages", () => {
    const hosts = [
      "bad-ubuntu-2404-nouveau-5090",
      "bad-debian-12-nothing",
      "bad-fedora-40-no-driver",
      "good-fedora-44-podman-rootless",
      "good-rocky-9-docker-a100",
      "good-rhel-10-podman-h100",
      "bad-centos-7-docker-1809",
      "good-sles-15-docker-l40s",
      "good-tumbleweed-podman",
    ];
    const lacking = hosts.flatMap((host) =>
      Object.keys(hostCatalog.fixes)
        .filter(
          (name) =>
            !name.endsWith("-unlisted") &&
            fixFor({ facts: recorded(host).facts, catalog: hostCatalog }, name).fix[0]?.startsWith(
              "# see",
            ) === true,
        )
        .map((name) => `${host}: ${name}`),
    );
    // NVIDIA's repository for release 7 is closed; nothing is better than a command that cannot
    // work.
    expect(lacking).toEqual([
      "bad-centos-7-docker-1809: driver-open",
      "bad-centos-7-docker-1809: driver-proprietary",
    ]);
  });

  it("leaves no placeholder in a command", () => {
    const hosts = [
      "bad-ubuntu-2404-nouveau-5090",
      "bad-leap-15-nothing",
      "bad-centos-7-docker-1809",
      "bad-arch-no-driver",
      "unknown-sandbox",
    ];
    expect(
      hosts
        .flatMap((host) =>
          Object.keys(hostCatalog.fixes).flatMap(
            (name) => fixFor({ facts: recorded(host).facts, catalog: hostCatalog }, name).fix,
          ),
        )
        .filter((line) => /\{(?:pm|nvidia|repofile)\}/.test(line)),
    ).toEqual([]);
  });

  it("calls a toolkit good only from the last fix of a vulnerability on", () => {
    const fixed = hostCatalog.toolkit.vulnerabilities
      .map((one) => one.fixed)
      .sort(compareToolVersions);
    expect(fixed.at(-1)).toBe(hostCatalog.toolkit.least);
    expect(atLeast(hostCatalog.toolkit.newest, hostCatalog.toolkit.least)).toBe(true);
  });

  it("has ranges of PCI ids in which each begins no later than it ends", () => {
    expect(hostCatalog.gpus.architectures.filter((one) => one.from > one.to)).toEqual([]);
  });

  it.each([
    ["1b80", "Pascal", "proprietary"],
    ["1db1", "Volta", "proprietary"],
    ["1eb8", "Turing", "either"],
    ["20b2", "Ampere", "either"],
    ["2204", "Ampere", "either"],
    ["2330", "Hopper", "either"],
    ["2684", "Ada Lovelace", "either"],
    ["2b85", "Blackwell", "open"],
    ["17c2", "Maxwell", "proprietary"],
  ] as const)("knows the PCI device %s as %s, which needs %s modules", (device, name, kernel) => {
    const facts = {
      ...recorded("bad-debian-12-nothing").facts,
      pci: { value: [{ address: "0000:01:00.0", device }] },
    };
    expect(architectures(facts, hostCatalog).map((one) => one.name)).toEqual([name]);
    expect(kernelNeeded(architectures(facts, hostCatalog))).toBe(kernel);
  });

  it("is refused with its file when it is missing, no YAML or of another form", async () => {
    const real = realSystem();
    const load = (text: string | undefined): Promise<unknown> =>
      loadHostCatalog({
        env: real.env,
        files: {
          ...real.files,
          readText: (path) =>
            path.endsWith("toolkit.yml") ? Promise.resolve(text) : real.files.readText(path),
        },
      });
    for (const text of [undefined, "source: x\n", "- a\n"])
      await expect(load(text)).rejects.toMatchObject({
        code: "host-catalog",
        place: { file: "matrix/host/toolkit.yml" },
      });
  });
});

describe("versions", () => {
  it.each([
    ["1.17.8", "1.17.10", -1],
    ["28.5.1", "26.1", 1],
    ["5.4", "5.4.0", 0],
    ["v1.19.1-1", "1.19.1", 0],
    ["580.95.05", "580.65.06", 1],
    ["19.03", "18.09.1", 1],
    ["4.3.1+ds1", "4.3.1", 0],
    ["26.1.5+dfsg1", "26.1", 1],
    ["v0.13.1", "0.13", 1],
    ["v0.9.1", "0.13.0", -1],
    ["4.10.0", "4.9", 1],
    ["550.54.05", "550.54.15", -1],
    ["580.999", "570.86.10", 1],
    ["5.0.0-rc1", "5.0", 0],
    ["28.0.0-ce", "28.0.1", -1],
    ["12.1", "8.9", 1],
    ["no version", "0.1", -1],
  ] as const)("%s against %s is %i", (left, right, sign) => {
    expect(Math.sign(compareToolVersions(left, right))).toBe(sign);
  });
});
