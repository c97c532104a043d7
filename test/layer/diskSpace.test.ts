import { expect, test } from "vitest";
import { openSpace } from "../../src/layer/diskSpace.ts";
import { rejection } from "../registry/world.ts";

test("works that do not fit side by side run one after the other, and what does not fit alone is refused", async () => {
  const space = openSpace({ freeBytes: async () => 100 }, "/work");
  let running = 0;
  let most = 0;
  const use = (needed: number): Promise<void> =>
    space.use({ needed, what: "It" }, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 10));
      running -= 1;
    });
  await Promise.all([use(60), use(60), use(60)]);
  expect(most).toBe(1);
  await Promise.all([use(30), use(30), use(30)]);
  expect(most).toBe(3);
  const all = await Promise.allSettled([use(60), use(101), use(60)]);
  expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect((await rejection(use(101))).message).toContain(
    "101 B of free space in /work, but only 100 B",
  );
});
