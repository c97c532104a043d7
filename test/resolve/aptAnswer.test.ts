import { describe, expect, test } from "vitest";
import { mergePackages, packagesOf, replacedBy } from "../../src/resolve/aptAnswer.ts";

const sha = (digit: string): string => digit.repeat(64);
const line = (file: string, digit: string): string =>
  `'http://snapshot.ubuntu.com/ubuntu/20261116T000000Z/pool/x/${file}' ${file} 12345 SHA256:${sha(digit)}\n`;

const STEPS = `NOTE: This is only a simulation!
Inst perl-base [5.36.0-7+deb12u1] (5.36.0-7+deb12u3 Debian:12.12/oldstable [amd64])
Conf perl-base (5.36.0-7+deb12u3 Debian:12.12/oldstable [amd64])
Inst libssl3:amd64 [3.0.2-0ubuntu1.15] (3.0.2-0ubuntu1.20 Ubuntu:22.04/jammy-security [amd64]) []
Inst tini (0.19.0-1+b3 Debian:12.12/oldstable [amd64])
Inst git (1:2.39.5-0+deb12u2 Debian:12.12/oldstable [amd64]) [perl:amd64 ]
`;

const FILES = `Reading package lists...
${line("tini_0.19.0-1+b3_amd64.deb", "a")}${line("git_1%3a2.39.5-0+deb12u2_amd64.deb", "b")}${line("perl-base_5.36.0-7+deb12u3_amd64.deb", "c")}${line("tzdata_2025b-0+deb12u2_all.deb", "d")}`;

describe("apt's answer", () => {
  test("is its packages by name, with version, sha256 and what they replace in the base", () => {
    expect(packagesOf({ steps: STEPS, files: FILES })).toEqual([
      { name: "git", version: "1:2.39.5-0+deb12u2", sha256: sha("b") },
      { name: "perl-base", version: "5.36.0-7+deb12u3", sha256: sha("c"), upgrades: true },
      { name: "tini", version: "0.19.0-1+b3", sha256: sha("a") },
      { name: "tzdata", version: "2025b-0+deb12u2", sha256: sha("d") },
    ]);
  });

  test("names what would be replaced, and nothing that is new", () => {
    expect(replacedBy({ steps: STEPS })).toEqual([
      { name: "libssl3", from: "3.0.2-0ubuntu1.15", to: "3.0.2-0ubuntu1.20" },
      { name: "perl-base", from: "5.36.0-7+deb12u1", to: "5.36.0-7+deb12u3" },
    ]);
  });

  test("is empty where the base has everything", () => {
    expect(packagesOf({ steps: "", files: "" })).toEqual([]);
  });

  test.each([
    ["another hash", `'http://x/tini_1_amd64.deb' tini_1_amd64.deb 1 MD5Sum:${"a".repeat(32)}\n`],
    ["no hash", "'http://x/tini_1_amd64.deb' tini_1_amd64.deb 1 \n"],
    ["a name that is none", line("../../etc_1_amd64.deb", "a")],
  ])("with %s is refused, not guessed", (_, files) => {
    expect(() => packagesOf({ steps: "", files })).toThrow(
      expect.objectContaining({ code: "apt-answer" }),
    );
  });
});

test("answers of several bases are one list: the union, the later answer first, an upgrade where any base needs one", () => {
  const one = { name: "git", version: "1", sha256: sha("1") };
  const perl = { name: "perl-base", version: "5.2", sha256: sha("5") };
  expect(
    mergePackages([
      [one, { ...perl, upgrades: true }],
      [perl, { ...one, version: "2" }],
      [{ name: "a52", version: "1", sha256: sha("a") }],
    ]),
  ).toEqual([
    { name: "a52", version: "1", sha256: sha("a") },
    { ...one, version: "2" },
    { ...perl, upgrades: true },
  ]);
});
