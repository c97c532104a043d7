import { describe, expect, it } from "vitest";
import { APT_LABEL, ORDER_LABEL } from "../../src/image/labels.ts";
import { isOlder, orderOf } from "../../src/publish/imageOrder.ts";

const order = (created: string | undefined, apt = "2026-11-21"): string | undefined =>
  orderOf({
    labels: {
      [ORDER_LABEL]: "0012.0008.0001 0024.0004 0003.0012 2026-11-21T00:00:00Z",
      [APT_LABEL]: apt,
    },
    ...(created === undefined ? {} : { created }),
  });

describe("of two images of one lock", () => {
  it.each([
    ["an earlier time", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"],
    ["an earlier time in another zone", "2026-11-02T01:00:00+02:00", "2026-11-02T00:00:00Z"],
    ["an earlier fraction of a second", "2026-11-02T00:00:00.1Z", "2026-11-02T00:00:00.123456789Z"],
    ["no time", undefined, "2020-01-01T00:00:00Z"],
    ["words for a time", "not a time", "2020-01-01T00:00:00Z"],
    ["a month that is none", "2026-99-01T00:00:00Z", "2020-01-01T00:00:00Z"],
  ])("that whose base has %s is the older", (_, older, newer) => {
    expect(isOlder(order(older), order(newer))).toBe(true);
    expect(isOlder(order(newer), order(older))).toBe(false);
  });

  it("those whose bases have no time are ordered by their apt packages", () => {
    expect(isOlder(order("never"), order(undefined, "2026-11-25"))).toBe(true);
    expect(order("never")).toBe(order(undefined));
  });
});
