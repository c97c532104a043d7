import { afterEach, beforeEach, expect, test } from "vitest";
import {
  imagesBuiltBefore,
  writeBuildState,
  type BuildStateFacts,
} from "../../src/publish/buildState.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { realFiles } from "../../src/system/files.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
let warned: string[] = [];
let dir = "";
beforeEach(async () => {
  warned = [];
  dir = await realFiles.makeTemp("dle-kept-");
});
afterEach(() => realFiles.remove(dir));

const session = (): BuildStateFacts =>
  ({
    folder: dir,
    sys: { files: realFiles, log: { warn: (text: string) => void warned.push(text) } },
    to: { name: "oci:./images", resolve: () => Promise.resolve(DIGEST) },
  }) as unknown as BuildStateFacts;
const plan = { cells: [{ cell: "one", tags: ["one-r0"], state: "missing" }] } as unknown as Plan;

test("what was built is found again by the next command", async () => {
  await writeBuildState(session(), { plan, lists: new Map() }, {
    images: [{ cell: "one", digest: DIGEST, made: true, size: 5 }],
  } as never);
  expect(await imagesBuiltBefore(session(), plan)).toEqual([
    { cell: "one", digest: DIGEST, made: false, size: 5 },
  ]);
});

test("what was built for several destinations at the same time is found for each", async () => {
  const names = ["oci:./images", "registry.example/a", "registry.example/b"];
  const at = (name: string): BuildStateFacts => ({
    ...session(),
    to: { ...session().to, name },
  });
  await Promise.all(
    names.map((name, size) =>
      writeBuildState(at(name), { plan, lists: new Map() }, {
        images: [{ cell: "one", digest: DIGEST, made: true, size }],
      } as never),
    ),
  );
  for (const [size, name] of names.entries())
    expect(await imagesBuiltBefore(at(name), plan)).toMatchObject([{ cell: "one", size }]);
  expect(await realFiles.list(`${dir}/.dl-env`)).toEqual(["built.json"]);
});

test.each([
  ["half a file", "{"],
  ["another format", '{"format":9}'],
  ["nothing", ""],
])("what was kept is refused with its path where it is %s", async (_what, text) => {
  await realFiles.write(`${dir}/.dl-env/built.json`, text);
  await expect(imagesBuiltBefore(session(), plan)).rejects.toMatchObject({
    exit: 2,
    code: "kept-broken",
    place: { file: `${dir}/.dl-env/built.json` },
  });
});

test("after a build what cannot be read is written anew, and that is said", async () => {
  await realFiles.write(`${dir}/.dl-env/built.json`, "{");
  await writeBuildState(session(), { plan, lists: new Map() }, {
    images: [{ cell: "one", digest: DIGEST, made: true, size: 5 }],
  } as never);
  expect([warned.length, await imagesBuiltBefore(session(), plan)]).toMatchObject([
    1,
    [{ cell: "one" }],
  ]);
});
