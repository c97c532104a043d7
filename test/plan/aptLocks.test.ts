import { describe, expect, test } from "vitest";
import { DlEnvError, foundProblem } from "../../src/errors/error.ts";
import { aptArguments, aptError, aptLines } from "../../src/engine/aptBuild.ts";
import { aptLockDifference, aptLockNotices } from "../../src/plan/aptLockComparison.ts";
import { aptLockByDate } from "../../src/plan/chooseAptLocks.ts";
import { wantedAptPackages } from "../../src/plan/wantedAptPackages.ts";
import type { JudgedCell } from "../../src/verdict/verdict.ts";
import type { Library } from "../../src/catalog/libraryFacts.ts";
import type { AptLock } from "../../src/resolve/lock.ts";
import { eachOnce } from "../../src/image/aptPackages.ts";
import { NOTHING_ADDED } from "../../src/matrix/customization.ts";
import { APT, cell, CONTEXT, INPUT, WHOLE_APT } from "../image/world.ts";

const accepted = (over: Parameters<typeof cell>[0] = {}): JudgedCell => ({
  cell: cell(over),
  verdict: {
    kind: "accepted",
    base: INPUT.base,
    lock: "",
    notes: [],
  } as unknown as JudgedCell["verdict"],
});
const rejected: JudgedCell = {
  cell: cell({ ubuntu: "20.04" }),
  verdict: {
    kind: "rejected",
    reasons: [{ code: "x", message: "x", source: "x", hint: "x" }],
  } as unknown as JudgedCell["verdict"],
};

const catalog = {
  apt: ["tmux", "git", "ca-certificates", "openssh-server", "tini"],
  comfort: ["nano"],
  libraries: new Map([
    ["scipy", { apt: ["libgomp1"], comfort: ["g++", "libpython{python}-dev"] }],
  ]) as unknown as ReadonlyMap<string, Library>,
  ubuntu: CONTEXT.catalog.ubuntu,
};
const at = (date: string, maxAgeDays = 7, sudo = false, mirrors = {}, slim = true) =>
  ({
    sys: { clock: { now: () => Date.parse(date) } },
    catalog,
    request: { apt: { maxAgeDays }, sudo, slim, mirrors },
  }) as unknown as Parameters<typeof aptLockByDate>[0] & Parameters<typeof aptArguments>[0];

describe("what is wanted of a release", () => {
  test("are the catalog's packages, its own Python and sudo where a cell asks for them, and what libraries need", () => {
    const cells = [
      accepted({ libraries: ["scipy"] }),
      accepted({ python: "3.13", pythonFrom: "standalone" }),
      accepted({
        ubuntu: "22.04",
        libraries: ["scipy"],
        python: "3.13",
        pythonFrom: "standalone",
      }),
      rejected,
    ];
    const wanted = wantedAptPackages(at("2026-11-21", 7, true), cells);
    expect([...wanted.keys()]).toEqual(["24.04", "22.04"]);
    expect(wanted.get("24.04")).toEqual({
      release: "24.04",
      asked: ["ca-certificates", "git", "openssh-server", "tini", "tmux"],
      extras: ["libgomp1", "python3.12", "python3.12-venv", "sudo"],
    });
    expect(wanted.get("22.04")?.extras).toEqual(["libgomp1", "sudo"]);
  });

  test("are, where they are not slim, also what is there for comfort; headers only for a Python of apt's", () => {
    const cells = [
      accepted({ libraries: ["scipy"] }),
      accepted({
        ubuntu: "22.04",
        libraries: ["scipy"],
        python: "3.13",
        pythonFrom: "standalone",
      }),
    ];
    const wanted = wantedAptPackages(at("2026-11-21", 7, false, {}, false), cells);
    expect(wanted.get("24.04")).toEqual({
      release: "24.04",
      asked: ["ca-certificates", "git", "nano", "openssh-server", "tini", "tmux"],
      extras: ["g++", "libgomp1", "libpython3.12-dev", "python3.12", "python3.12-venv"],
    });
    expect(wanted.get("22.04")?.extras).toEqual(["g++", "libgomp1"]);
  });

  test("are one version of a package where cells ask for one, and two are refused", () => {
    const asking = (...packages: string[]) => ({
      ...at("2026-11-21"),
      request: {
        ...at("2026-11-21").request,
        customization: {
          all: { ...NOTHING_ADDED, apt: packages.slice(0, 1) },
          cells: [
            {
              pattern: { set: "base" },
              customization: { ...NOTHING_ADDED, apt: packages.slice(1) },
            },
          ],
        },
      },
    });
    const cells = [accepted({ set: "base" }), accepted({ set: "torch" })];
    expect(wantedAptPackages(asking("jq", "jq=1.7"), cells).get("24.04")?.extras).toEqual([
      "jq",
      "jq=1.7",
      "python3.12",
      "python3.12-venv",
    ]);
    expect(eachOnce(["git", "jq", "jq=1.7"])).toEqual(["git", "jq=1.7"]);
    expect(() => wantedAptPackages(asking("jq=1.6", "jq=1.7"), cells)).toThrow(
      "Images of Ubuntu 24.04 ask apt for jq=1.6 and jq=1.7, and one release has one lock.",
    );
  });

  test("differs from a lock in what is lacking there, and in what every image would get for nothing", () => {
    const wanted = { release: "24.04", asked: ["git", "tini"], extras: ["sudo"] };
    expect(
      aptLockDifference({ ...APT, asked: ["git", "tmux"], extras: ["python3.12"] }, wanted),
    ).toEqual(["tini", "sudo", "tmux"]);
    expect(
      aptLockDifference({ ...APT, asked: ["git", "tini"], extras: ["python3.12", "sudo"] }, wanted),
    ).toEqual([]);
  });
});

describe("the date of a lock without versions", () => {
  const wanted = { release: "24.04", asked: ["git"], extras: [] };
  const on = (date: string, days = 7): AptLock => aptLockByDate(at(date, days), wanted);

  test("is the same on every day of a span, and a new one comes with the next", () => {
    expect(
      [on("2026-11-19T00:00:00Z"), on("2026-11-21T23:00:00Z"), on("2026-11-25T23:59:59Z")].map(
        ({ asOf }) => asOf,
      ),
    ).toEqual(["2026-11-19", "2026-11-19", "2026-11-19"]);
    expect(on("2026-11-26T00:00:00Z")).toMatchObject({
      asOf: "2026-11-26",
      snapshot: "20261126T000000Z",
    });
    expect(on("2026-11-21T12:00:00Z", 1).asOf).toBe("2026-11-21");
  });

  test("has no snapshot where the distribution keeps none", () => {
    expect(aptLockByDate(at("2026-11-21"), { ...wanted, release: "stand-in" })).toEqual({
      release: "stand-in",
      asOf: "2026-11-19",
      asked: ["git"],
      extras: [],
    });
  });
});

describe("a committed lock", () => {
  const wanted = { release: "24.04", asked: WHOLE_APT.asked, extras: [] };
  const codes = (lock: AptLock, date: string, maxAgeDays = 7): string[] =>
    aptLockNotices(lock, wanted, {
      file: "locks/apt-24.04.json",
      now: Date.parse(date),
      maxAgeDays,
    }).map(({ code }) => code);

  test("is left in peace until it is older than apt.maxAge, and then told with its place", () => {
    expect(codes(WHOLE_APT, "2026-11-22T23:59:59Z")).toEqual([]);
    expect(codes(WHOLE_APT, "2026-11-23T00:00:00Z")).toEqual(["apt-lock-old"]);
    expect(codes(WHOLE_APT, "2026-11-23T00:00:00Z", 30)).toEqual([]);
    expect([
      codes(WHOLE_APT, "2026-11-16T23:00:00Z", 0),
      codes(WHOLE_APT, "2026-11-17T00:00:00Z", 0),
    ]).toEqual([[], ["apt-lock-old"]]);
    const [notice] = aptLockNotices(WHOLE_APT, wanted, {
      file: "locks/apt-24.04.json",
      now: Date.parse("2026-11-30T00:00:00Z"),
      maxAgeDays: 7,
    });
    expect(notice).toMatchObject({
      release: "24.04",
      place: { file: "locks/apt-24.04.json", line: 1 },
      message:
        "The apt lock of 24.04 is 14 days old, and apt.maxAge is 7: security fixes since 2026-11-16 are not in it.",
    });
    expect(notice?.hint).toMatch(/dl-env lock --update$/);
  });

  test("that was made for other packages is told before a build, and refused by it", () => {
    const lock = { ...WHOLE_APT, asked: ["git"] };
    expect(codes(lock, "2026-11-17")).toEqual(["apt-lock-stale"]);
    const judged = [accepted()];
    expect(() =>
      aptArguments(at("2026-11-17"), { judged, apt: new Map([["24.04", lock]]) }, cell().id),
    ).toThrow(expect.objectContaining({ code: "apt-lock-stale", exit: 1 }));
    expect(
      aptArguments(at("2026-11-17"), { judged, apt: new Map([["24.04", WHOLE_APT]]) }, cell().id),
    ).toEqual({});
  });
});

test("a mirror of the snapshot service reaches the build as an argument, and no lock or text", () => {
  const inputs = { judged: [accepted()], apt: new Map([["24.04", WHOLE_APT]]) };
  const mirrors = { "snapshot.ubuntu.com": "http://127.0.0.1:8080/mirror" };
  expect(aptArguments(at("2026-11-17", 7, false, mirrors), inputs, cell().id)).toEqual({
    APT_SNAPSHOTS: "http://127.0.0.1:8080/mirror/ubuntu",
  });
});

describe("what an engine says of apt", () => {
  const failed = (why: string): DlEnvError =>
    foundProblem({
      code: "engine-failed",
      message: `podman could not build /w/Containerfile: ${why}.`,
      hint: "x",
    });

  test("is an error of its own where the lock does not hold, with what to type", () => {
    const stale = aptError(
      failed("E: apt-lock-stale: the lock has tini=1, and apt would install tini=2"),
      "c",
    );
    expect(stale).toMatchObject({
      code: "apt-lock-stale",
      exit: 1,
      message:
        "The apt lock does not work in the base of c: the lock has tini=1, and apt would install tini=2.",
      hint: "Make it again: dl-env lock --update",
    });
    const lacks = aptError(
      failed("E: apt-lock-lacks: apt would install libx=2, which the lock does not have"),
      "c",
    );
    expect(lacks).toMatchObject({
      code: "apt-lock-lacks",
      hint: "Ask apt in this base too: dl-env lock --update --cells c",
    });
  });

  test("is that the archive did not answer, with exit 3 and where another is named", () => {
    const error = aptError(
      failed("E: apt-unreachable: Failed to fetch http://x/InRelease  Could not connect"),
      "c",
    );
    expect(error).toMatchObject({
      code: "apt-unreachable",
      exit: 3,
      message:
        "The apt archive could not be read: Failed to fetch http://x/InRelease  Could not connect.",
    });
  });

  test("is that there is no such package or version, where nothing is locked", () => {
    expect(aptError(failed("E: Version '0.0-1' for 'jq' was not found"), "c")).toMatchObject({
      code: "apt-unknown",
      message: expect.stringContaining("The archive of the base of c has no version 0.0-1 of jq"),
      hint: expect.stringContaining("apt: { packages: [jq] }"),
    });
    expect(aptError(failed("E: Unable to locate package tinii"), "c")).toMatchObject({
      code: "apt-unknown",
      message: "The archive of the base of c has no package tinii.",
    });
  });

  test("stays what it is otherwise", () => {
    for (const error of [
      failed("E: Sub-process /usr/bin/dpkg returned an error code (1)"),
      new Error("x"),
      foundProblem({ code: "engine-other-base", message: ": E: apt-lock-stale: x" }),
    ])
      expect(aptError(error, "c")).toBe(error);
  });

  test("is told where a package of the base is replaced, and is for debugging otherwise", () => {
    const said: string[] = [];
    const hear = aptLines({
      warn: (line) => said.push(`warn ${line}`),
      debug: (line) => said.push(`debug ${line}`),
    });
    for (const line of [
      "W: perl-base 5.1 of the base is replaced by 5.2, on which another package depends",
      "#5 2.31 W: libc6 1 of the base is replaced by 2, on which another package depends",
      "W: other",
    ])
      hear(line);
    expect(said).toEqual([
      "warn perl-base 5.1 of the base is replaced by 5.2, on which another package depends.",
      "warn libc6 1 of the base is replaced by 2, on which another package depends.",
      "debug W: other",
    ]);
  });
});
