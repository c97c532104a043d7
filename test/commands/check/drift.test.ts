import { expect, test } from "vitest";
import { findDrift } from "../../../src/commands/check/drift.ts";
import type { Planned } from "../../../src/pipeline.ts";
import type { Session } from "../../../src/session.ts";
import { realFiles } from "../../../src/system/files.ts";

const notice = (code: "apt-lock-stale" | "apt-lock-old"): Planned["aptNotices"][number] => ({
  release: "24.04",
  code,
  message: "m",
  place: { file: "locks/apt-24.04.json", line: 1 },
  hint: "Make it again: dl-env lock --update",
});

test("an apt lock that was made for other packages is not in step; one that is only old is", async () => {
  const session = {
    sys: { files: realFiles },
    folder: "/nowhere/at/all",
    assignment: { kind: "request" },
    options: {},
  } as unknown as Session;
  const planned = {
    aptNotices: [notice("apt-lock-stale"), notice("apt-lock-old")],
  } as unknown as Planned;
  expect(await findDrift(session, planned, "/nowhere/work")).toEqual([
    { file: "locks/apt-24.04.json", hint: "Make it again: dl-env lock --update" },
  ]);
});
