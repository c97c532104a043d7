import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unreachable } from "../../src/errors/error.ts";
import { namesStandIn, onStandIn } from "../../src/matrix/onStandIn.ts";
import { openSession, type SessionOptions } from "../../src/session.ts";
import type { System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

/** README's matrix, with what may name a release beside it. */
const REQUEST = `to: oci:./images
matrix:
  cuda: ["12.4", "12.8", "13.0"]
  ubuntu: ["22.04", "24.04"]
  set: [base, torch]
include:
  - { cuda: "12.8", ubuntu: "24.04", set: rapids }
exclude:
  - { cuda: "12.4", ubuntu: "22.04" }
  - { cuda: "13.0", set: torch }
default: { cuda: "12.8", ubuntu: "24.04", set: torch }
`;

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "dle-stand-in-"));
  await writeFile(join(dir, "dl-env.yml"), REQUEST);
  await writeFile(
    join(dir, "named.yml"),
    REQUEST.replace("include:", 'include:\n  - { cuda: "12.8", ubuntu: stand-in, set: base }'),
  );
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** No registry answers; what is asked and said is kept. */
const world = () => {
  const [asked, warned]: [string[], string[]] = [[], []];
  const real = realSystem();
  const sys: System = {
    ...real,
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    log: { ...real.log, warn: (text) => void warned.push(text) },
    http: {
      request: ({ url }) => {
        asked.push(url);
        return Promise.reject(
          unreachable({ code: "network", message: "No answer came.", hint: "Type: curl" }),
        );
      },
    },
  };
  const open = (options: SessionOptions) =>
    openSession(sys, { file: join(dir, "dl-env.yml"), ...options });
  return { asked, warned, open };
};

describe("--stand-in", () => {
  test("puts the stand-in in place of each Ubuntu where no registry of bases answers, and says so", async () => {
    const { open, warned } = world();
    const { request } = await open({ standIn: true });
    expect(request.matrix.ubuntu).toEqual(["stand-in"]);
    expect(request.include).toEqual([{ cuda: "12.8", ubuntu: "stand-in", set: "rapids" }]);
    expect(request.exclude).toEqual([{ cuda: "13.0", set: "torch" }]);
    expect(request.default).toEqual({ cuda: "12.8", ubuntu: "stand-in", set: "torch" });
    expect(warned).toEqual([expect.stringContaining("docker.io/nvidia/cuda cannot be queried")]);
  });

  test("asks nobody offline, and leaves a file alone that names a stand-in, or without the option", async () => {
    const { open, asked, warned } = world();
    expect((await open({ standIn: true, offline: true })).request.matrix.ubuntu).toEqual([
      "stand-in",
    ]);
    const said = warned.length;
    const named = await open({ standIn: true, file: join(dir, "named.yml") });
    expect([namesStandIn(named.request), named.request.matrix.ubuntu]).toEqual([
      true,
      ["22.04", "24.04"],
    ]);
    const plain = await open({});
    expect(plain.request.matrix.ubuntu).toEqual(["22.04", "24.04"]);
    expect([asked, warned.length]).toEqual([[], said]);
  });

  test("patterns that become the same are one", async () => {
    const { open } = world();
    const { request } = await open({});
    const twice = { ...request, include: [{ ubuntu: "22.04" }, { ubuntu: "24.04" }] };
    expect(onStandIn(twice).include).toEqual([{ ubuntu: "stand-in" }]);
  });
});
