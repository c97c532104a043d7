import { assert, property, shuffledSubarray } from "fast-check";
import { expect, test } from "vitest";
import { lockKey, makeLock, questionKey } from "../../src/resolve/lockKey.ts";
import { question } from "./world.ts";

const wheel = {
  name: "numpy",
  version: "2.4.6",
  file: "numpy-2.4.6-cp312-cp312-manylinux_2_28_x86_64.whl",
  sha256: "ab".repeat(32),
  download: 10,
};

test("the order in which requirements are listed does not change a question", () => {
  assert(
    property(shuffledSubarray(["a", "b", "c", "d"], { minLength: 4 }), (requirements) => {
      expect(questionKey(question({ requirements }))).toBe(
        questionKey(question({ requirements: ["a", "b", "c", "d"] })),
      );
    }),
  );
});

test.each([
  ["a requirement", { requirements: ["numpy<2"] }],
  ["a constraint", { constraints: ["cuda-toolkit==12.4.*"] }],
  ["the Python", { python: "3.13" }],
  ["the platform", { platform: "x86_64-manylinux_2_28" }],
  ["an index", { indexes: ["nvidia"] }],
])("%s makes another question", (_, change) => {
  expect(questionKey(question(change))).not.toBe(questionKey(question()));
});

test("a requirement is not the same as a constraint of the same text", () => {
  expect(questionKey(question({ requirements: ["a"], constraints: [] }))).not.toBe(
    questionKey(question({ requirements: [], constraints: ["a"] })),
  );
});

test("a lock's key does not depend on sizes, dates or uv's version", () => {
  const one = makeLock(question(), [wheel], { created: "2026-11-21T10:00:00.000Z", uv: "0.13.8" });
  const other = makeLock(question(), [{ ...wheel, download: 0 }], {
    created: "2027-01-01T00:00:00.000Z",
    uv: "0.14.0",
  });
  expect(one.key).toBe(other.key);
});

test.each([["name"], ["version"], ["file"], ["sha256"]] as const)(
  "another %s of a wheel makes another lock",
  (field) => {
    expect(lockKey(question(), [{ ...wheel, [field]: "x" }])).not.toBe(
      lockKey(question(), [wheel]),
    );
  },
);

test("wheels are sorted by name", () => {
  const lock = makeLock(
    question(),
    [
      { ...wheel, name: "b" },
      { ...wheel, name: "a" },
    ],
    { created: "", uv: "" },
  );
  expect(lock.wheels.map(({ name }) => name)).toEqual(["a", "b"]);
});
