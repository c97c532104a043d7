import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { withOwnIndexes } from "../../src/matrix/ownIndexes.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { readLock, writeLocks } from "../../src/resolve/committedLocks.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import type { Lock } from "../../src/resolve/lock.ts";
import { recordedOrigins, type RecordedOrigins } from "../../src/resolve/recordedOrigins.ts";
import { originNotes, originReasons } from "../../src/verdict/originRules.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { requestFrom } from "../matrix/requests.ts";
import { makeWorld } from "../resolve/world.ts";

let catalog: Catalog;
beforeAll(async () => {
  const plain = await builtIn();
  const request = requestFrom(
    plain,
    'cuda: ["12.8"], ubuntu: "24.04"',
    "index: [{ name: lab, url: https://a.example }, { name: site, url: https://b.example }]\n",
  );
  catalog = withOwnIndexes(plain, request);
});

const QUESTION = {
  requirements: ["ours"],
  constraints: [],
  python: "3.12",
  platform: "x86_64-manylinux_2_31",
  indexes: ["lab"],
};

/** A lock with these packages, each from an index; empty: the default one. */
const lockWith = (origins: Readonly<Record<string, string>>, indexes = ["lab"]): Lock =>
  makeLock(
    { ...QUESTION, indexes },
    Object.entries(origins).map(([name, index]) => ({
      name,
      version: "1.0",
      file: `${name}-1.0-py3-none-any.whl`,
      sha256: "a".repeat(64),
      download: 1,
      ...(index === "" ? {} : { index }),
    })),
    { created: "2026-11-21T00:00:00.000Z", uv: "0.13.8" },
  );

const answers = (lock: Lock): ReadonlyMap<string, Answer> =>
  new Map([["key", { kind: "locked", lock }]]);

/** What is said of a lock beside one that is committed. */
const beside = async (before: Lock, now: Lock) => {
  const { sys, home } = makeWorld();
  const folder = `${home}/locks`;
  await writeLocks(sys.files, { folder, locks: [before], apt: [] }, { prune: false });
  const recorded = await recordedOrigins(sys.files, folder, answers(now));
  return {
    reasons: originReasons(now, recorded, catalog).map(({ message, hint = "" }) =>
      `${message} ${hint}`.replaceAll(folder, "locks"),
    ),
    notes: originNotes(now, recorded, catalog).map(({ message }) => message),
  };
};

describe("a package that comes from another index than last time", () => {
  test("of one's own index must not come from the default one, whatever is newer there", async () => {
    const before = lockWith({ numpy: "", ours: "lab", "ours-core": "lab" });
    const found = await beside(before, lockWith({ numpy: "", ours: "", "ours-core": "" }, []));
    expect(found.notes).toEqual([]);
    expect(found.reasons).toEqual([
      expect.stringMatching(
        /^ours, ours-core came from the index lab, and would come from the default index now\. .*: rm locks\/py3\.12-[0-9a-f]{12}\.json$/,
      ),
    ]);
  });

  test("also where dl-env.yml no longer names the index, or the catalog's would be taken", async () => {
    const gone = await beside(lockWith({ ours: "old-lab" }), lockWith({ ours: "" }));
    expect(gone.reasons).toHaveLength(1);
    const other = await beside(lockWith({ ours: "lab" }), lockWith({ ours: "nvidia" }));
    expect(other.reasons).toHaveLength(1);
  });

  test("of the default index may come from one's own, and is told", async () => {
    const found = await beside(
      lockWith({ ours: "", numpy: "" }),
      lockWith({ ours: "lab", numpy: "" }),
    );
    expect(found).toEqual({
      reasons: [],
      notes: ["ours comes from the index lab now, and came from the default index."],
    });
    const moved = await beside(lockWith({ ours: "lab" }), lockWith({ ours: "site" }));
    expect(moved.reasons).toEqual([]);
    expect(moved.notes).toEqual([
      "ours comes from the index site now, and came from the index lab.",
    ]);
  });

  test.each([
    ["the same index", { ours: "lab" }, { ours: "lab" }],
    ["a package that no lock has", { numpy: "" }, { numpy: "", ours: "lab" }],
    ["indexes of the catalog", { torch: "pytorch-cu128" }, { torch: "" }],
  ])("nothing is said of %s", async (_what, before, now) => {
    const found = await beside(lockWith(before), lockWith(now, ["lab", "site"]));
    expect(found).toEqual({ reasons: [], notes: [] });
  });

  test("a committed lock is what it is compared with, and nothing is read for it alone", async () => {
    const { sys, home } = makeWorld();
    const folder = `${home}/locks`;
    const lock = lockWith({ ours: "lab" });
    await writeLocks(sys.files, { folder, locks: [lock], apt: [] }, { prune: false });
    const committed = await readLock(sys.files, folder, lock.question);
    if (committed === undefined) throw new Error("the lock was not written");
    expect(committed.wheels[0]?.index).toBe("lab");
    const none: RecordedOrigins = await recordedOrigins(sys.files, folder, answers(committed));
    expect(none.size).toBe(0);
  });
});
