import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DlEnvError, foundProblem, unreachable } from "../../src/errors/error.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import { basesToAsk, upstream } from "../../src/engine/askedBases.ts";
import {
  lockAptWith,
  type AptLocked,
  type AptLocking,
  type AskBase,
} from "../../src/engine/lockApt.ts";
import { readBase } from "../../src/registry/baseImage.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { Repository } from "../../src/registry/repository.ts";
import { writeLocks } from "../../src/resolve/committedLocks.ts";
import type { AptLock } from "../../src/resolve/lock.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { cell, CONTEXT } from "../image/world.ts";
import { putBase } from "../publish/images.ts";

const said: string[] = [];
const real = realSystem({
  log: {
    info: (text) => said.push(text),
    warn: () => undefined,
    debug: () => undefined,
    progress: () => undefined,
    group: (_title, work) => work(),
  },
});
const sha = (digit: string): string => digit.repeat(64);

let dir = "";
let repository: Repository;
/**
 * Tag -> digest of the manifest of bases: two flavors that begin alike, and another CUDA on another
 * Ubuntu image.
 */
const bases = new Map<string, string>();
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dl-env-unit-lock-apt-"));
  repository = layoutRepository(real, join(dir, "nvidia"));
  const put = async (tag: string, files: Parameters<typeof putBase>[2]): Promise<unknown> =>
    bases.set(tag, (await putBase(repository, tag, files)).platformDigest);
  await put("12.8.1-devel-ubuntu24.04", [
    { "etc/os-release": "24.04 of March" },
    { "opt/cuda": "base" },
    { "opt/devel": "x".repeat(5000) },
  ]);
  await put("12.8.1-base-ubuntu24.04", [
    { "etc/os-release": "24.04 of March" },
    { "opt/cuda": "base" },
  ]);
  await put("13.0.0-base-ubuntu24.04", [
    { "etc/os-release": "24.04 of August" },
    { "opt/cuda": "13" },
  ]);
});
afterEach(async () => {
  said.splice(0);
  await rm(dir, { recursive: true, force: true });
});

const judged = (tag: string, over: Partial<Cell> = {}): JudgedCell => ({
  cell: cell({ id: `cell-${tag}`, ...over }),
  verdict: {
    kind: "accepted",
    lock: "",
    base: {
      tag: `docker.io/nvidia/cuda:${tag}`,
      asOf: "2026-11-21",
      ...(bases.has(tag) ? { platformDigest: bases.get(tag) } : {}),
    },
  } as unknown as JudgedCell["verdict"],
});

const lockingOf = (options: Partial<AptLocking> = {}, date = "2026-11-21T12:00:00Z"): AptLocking =>
  ({
    sys: { ...real, clock: { ...real.clock, now: () => Date.parse(date) } },
    catalog: { ...CONTEXT.catalog, apt: ["tini", "git"], comfort: [] },
    request: { apt: { maxAgeDays: 7 }, slim: false, sudo: false, mirrors: {} },
    open: () => repository,
    locks: `${dir}/locks`,
    update: false,
    offline: false,
    ...options,
  }) as unknown as AptLocking;

const line = (name: string, version: string, digit: string): string =>
  `'http://x/${name}.deb' ${name}_${version}_amd64.deb 1 SHA256:${sha(digit)}\n`;
const asks: string[] = [];
const answering =
  (files: (tag: string) => string, steps = ""): AskBase =>
  (base, _recipe, names) => {
    asks.push(`${base.tag.replace(/^.*:(.*)@.*$/, "$1")} ${names.join(" ")}`);
    return Promise.resolve({ steps, files: files(base.tag) });
  };
beforeEach(() => asks.splice(0));
const ASK = answering(
  (tag) => line("git", "1", "1") + (tag.includes("13.0") ? line("libssl3", "3.1", "5") : ""),
);
const only = (locked: AptLocked): AptLock => [...locked.locks.values()][0] as AptLock;
const commit = (lock: AptLock): Promise<unknown> =>
  writeLocks(real.files, { folder: `${dir}/locks`, locks: [], apt: [lock] }, { prune: false });

describe("the bases in which apt is asked", () => {
  test("are the smallest of those that begin alike: one for the flavors of a release", async () => {
    const read = await Promise.all(
      [...bases.values()].map((digest) =>
        readBase(() => repository, `docker.io/nvidia/cuda@${digest}`),
      ),
    );
    expect(basesToAsk(read).map(({ platformDigest }) => platformDigest)).toEqual([
      bases.get("12.8.1-base-ubuntu24.04"),
      bases.get("13.0.0-base-ubuntu24.04"),
    ]);
  });

  test("are pulled from where mirrors say, by digest", async () => {
    const { manifest, config } = await readBase(
      () => repository,
      `docker.io/nvidia/cuda@${bases.get("12.8.1-base-ubuntu24.04")}`,
    );
    const base = {
      repository: openRepository(real)("docker.io/nvidia/cuda"),
      tag: "docker.io/nvidia/cuda:x",
      indexDigest: "sha256:1",
      platformDigest: "sha256:2",
      manifest,
      config,
    };
    expect(upstream(base, {})).toEqual({
      kind: "registry",
      reference: "docker.io/nvidia/cuda@sha256:2",
      insecure: false,
    });
    expect(upstream(base, { "docker.io": "127.0.0.1:5000/hub" })).toEqual({
      kind: "registry",
      reference: "127.0.0.1:5000/hub/nvidia/cuda@sha256:2",
      insecure: true,
    });
  });
});

describe("a lock", () => {
  test("has snapshot, versions and digests of what all its bases need", async () => {
    const locked = await lockAptWith(
      lockingOf(),
      [
        judged("12.8.1-devel-ubuntu24.04"),
        judged("12.8.1-base-ubuntu24.04"),
        judged("13.0.0-base-ubuntu24.04"),
      ],
      ASK,
    );
    expect(asks).toEqual([
      "12.8.1-base-ubuntu24.04 git tini python3.12 python3.12-venv",
      "13.0.0-base-ubuntu24.04 git tini python3.12 python3.12-venv",
    ]);
    expect(locked).toEqual({
      notices: [],
      locks: new Map([
        [
          "24.04",
          {
            release: "24.04",
            asOf: "2026-11-19",
            snapshot: "20261119T000000Z",
            asked: ["git", "tini"],
            extras: ["python3.12", "python3.12-venv"],
            packages: [
              { name: "git", version: "1", sha256: sha("1") },
              { name: "libssl3", version: "3.1", sha256: sha("5") },
            ],
          },
        ],
      ]),
    });
  });

  test("that is there, whole and fits is kept, and nothing is asked", async () => {
    const cells = [judged("12.8.1-base-ubuntu24.04")];
    await commit(only(await lockAptWith(lockingOf(), cells, ASK)));
    asks.splice(0);
    const kept = only(await lockAptWith(lockingOf({}, "2027-03-01"), cells, ASK));
    expect([kept.asOf, asks]).toEqual(["2026-11-19", []]);
    expect(
      only(await lockAptWith(lockingOf({ update: true }, "2027-03-01"), cells, ASK)).asOf,
    ).toBe("2027-02-25");
  });

  test("of names only is completed as soon as apt can be asked", async () => {
    await commit({
      release: "24.04",
      asOf: "2026-11-19",
      asked: ["git", "tini"],
      extras: ["python3.12", "python3.12-venv"],
    });
    expect(
      only(await lockAptWith(lockingOf(), [judged("12.8.1-base-ubuntu24.04")], ASK)).packages,
    ).toHaveLength(1);
  });

  test("for a few cells adds their bases' packages to what the same snapshot gave the others", async () => {
    await commit(only(await lockAptWith(lockingOf(), [judged("13.0.0-base-ubuntu24.04")], ASK)));
    const some = { update: true, cells: ["cell-12.8.1-base-ubuntu24.04"] };
    const cells = [judged("12.8.1-base-ubuntu24.04", { python: "3.13", pythonFrom: "standalone" })];
    const added = only(await lockAptWith(lockingOf(some), cells, ASK));
    expect([added.packages?.map(({ name }) => name), added.extras]).toEqual([
      ["git", "libssl3"],
      ["python3.12", "python3.12-venv"],
    ]);
    expect(
      only(await lockAptWith(lockingOf(some, "2026-12-24"), cells, ASK)).packages?.map(
        ({ name }) => name,
      ),
    ).toEqual(["git"]);
  });

  test("says which packages of a base are replaced", async () => {
    const ask = answering(
      () => line("perl-base", "5.2", "5"),
      "Inst perl-base [5.1] (5.2 Ubuntu:24.04/noble [amd64])\n",
    );
    const { locks, notices } = await lockAptWith(
      lockingOf(),
      [judged("12.8.1-base-ubuntu24.04")],
      ask,
    );
    expect(locks.get("24.04")?.packages).toEqual([
      { name: "perl-base", version: "5.2", sha256: sha("5"), upgrades: true },
    ]);
    expect(notices).toMatchObject([
      {
        code: "apt-replaces",
        message:
          "In the base of 24.04 apt replaces perl-base 5.1 by 5.2, because requested packages depend on it.",
      },
    ]);
  });
});

describe("where apt cannot be asked, a lock", () => {
  const noEngine: AskBase = () =>
    Promise.reject(
      unreachable({
        code: "no-engine",
        message: "There is no engine here that can build.",
        hint: "podman is enough. Type: apt-get install -y podman",
      }),
    );
  const cells = (): JudgedCell[] => [judged("12.8.1-base-ubuntu24.04")];

  test.each([
    [
      "without an engine",
      {},
      noEngine,
      cells,
      "There is no engine here that can build.",
      /apt-get install -y podman$/,
    ],
    [
      "without a network",
      { offline: true },
      ASK,
      cells,
      "not resolved, because of --offline.",
      /dl-env lock --update$/,
    ],
    [
      "without a base",
      {},
      ASK,
      () => [judged("gone")],
      "none of its bases could be read, and apt runs in a base.",
      /dl-env plan$/,
    ],
  ] as const)(
    "%s is of names and a date, and that is said",
    async (_, options, ask, judgedCells, why, hint) => {
      const { locks, notices } = await lockAptWith(lockingOf(options), judgedCells(), ask);
      expect(locks.get("24.04")).toEqual({
        release: "24.04",
        asOf: "2026-11-19",
        snapshot: "20261119T000000Z",
        asked: ["git", "tini"],
        extras: ["python3.12", "python3.12-venv"],
      });
      expect(notices).toEqual([
        {
          code: "apt-unlocked",
          message: `The apt packages of 24.04 are locked by name and date only: ${why}`,
          hint: expect.stringMatching(hint) as string,
        },
      ]);
    },
  );

  test("that is whole stays, rather than lose its versions, and that is said", async () => {
    const whole = only(await lockAptWith(lockingOf(), cells(), ASK));
    await commit(whole);
    const { locks, notices } = await lockAptWith(
      lockingOf({ update: true }, "2027-03-01"),
      cells(),
      noEngine,
    );
    expect(locks.get("24.04")).toEqual(whole);
    expect(notices).toMatchObject([
      {
        code: "apt-unlocked",
        message:
          "The apt lock of 24.04 stays as of 2026-11-19: There is no engine here that can build.",
      },
    ]);
  });

  test.each([
    [
      "Unable to locate package tmuxx",
      "The archive of 24.04 as of 2026-11-19 has no package tmuxx.",
      "apt-cache search tmuxx",
    ],
    [
      "Package 'tmuxx' has no installation candidate",
      "The archive of 24.04 as of 2026-11-19 has no package tmuxx.",
      "apt-cache search tmuxx",
    ],
    [
      "Version '9.9' for 'jq' was not found",
      "The archive of 24.04 as of 2026-11-19 has no version 9.9 of jq: an archive keeps few " +
        "versions of a package, and fixes replace them.",
      "apt: { packages: [jq] }",
    ],
  ])("is not made where the archive says: %s", async (said, message, hint) => {
    const failing: AskBase = () =>
      Promise.reject(
        foundProblem({
          code: "engine-failed",
          message: `podman could not build: E: ${said}.`,
          hint: "x",
        }),
      );
    await expect(lockAptWith(lockingOf(), cells(), failing)).rejects.toMatchObject({
      code: "apt-unknown",
      exit: 2,
      message,
      hint: expect.stringContaining(hint) as unknown,
    });
  });

  test("is not made when apt itself fails", async () => {
    const failing: AskBase = () =>
      Promise.reject(
        foundProblem({
          code: "engine-failed",
          message: "podman could not build: E: Broken packages.",
          hint: "x",
        }),
      );
    await expect(lockAptWith(lockingOf(), cells(), failing)).rejects.toBeInstanceOf(DlEnvError);
  });
});
