import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { withTagLists, type TagList } from "../../src/catalog/tagLists.ts";
import { judgeBase } from "../../src/matrix/base.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { withBase } from "../../src/matrix/ownBase.ts";
import { askUnlisted } from "../../src/plan/mirroredTags.ts";
import { readLists } from "../../src/plan/registryState.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { readListed } from "../../src/registry/readListed.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { startFakeRegistry, type FakeRegistryOptions } from "../fakes/registry.ts";
import { requestFrom } from "../matrix/requests.ts";
import { putImage, repositoryAt, testSystem } from "../registry/world.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const NVIDIA = "docker.io/nvidia/cuda";
const MATRIX = "cuda: [12.8, 13.0], ubuntu: [22.04, 24.04]";
const isTag = ({ method, url }: { method: string; url: string }): boolean =>
  method === "HEAD" && url.includes("/manifests/");

/** A mirror that lists only what it has cached and fetches the rest when asked for it. */
const startProxy = async (
  has: readonly string[],
  cached: readonly string[],
  fault?: FakeRegistryOptions["fault"],
) => {
  const fake = await startFakeRegistry({ lists: (tag) => cached.includes(tag), fault });
  closing.push(fake.close);
  const sys = testSystem();
  const into = repositoryAt(sys, `${fake.host}/proxy/nvidia/cuda`);
  for (const tag of has) await putImage(into, "{}", ["layer"], tag);
  fake.asked.length = 0;
  const open = openRepository(sys, { mirrors: { "docker.io": `${fake.host}/proxy` } });
  return { fake, asking: { sys, open, offline: false } };
};

const judge = async ({ asking }: Awaited<ReturnType<typeof startProxy>>) => {
  const read = await readLists(asking, [NVIDIA], catalog);
  const listed = withTagLists(catalog, read);
  const cells = expandCells(requestFrom(catalog, MATRIX), listed);
  const lists = await askUnlisted(asking, read, { cells, catalog: listed });
  const list = lists.get(NVIDIA);
  const today = catalog.asOf;
  return cells.map((cell) => judgeBase(cell, { catalog: listed, list, today }));
};

const TAGS = ["12.8.1", "13.0.3"].flatMap((cuda) =>
  ["22.04", "24.04"].map((ubuntu) => `${cuda}-base-ubuntu${ubuntu}`),
);

describe("a mirror's list is what it has cached", () => {
  test("a base that it does not list is asked for by itself, and is there", async () => {
    const proxy = await startProxy(TAGS, TAGS.slice(0, 1));
    expect((await judge(proxy)).map(({ kind }) => kind)).toEqual([
      "there",
      "there",
      "there",
      "there",
    ]);
    expect(proxy.fake.asked.filter(isTag).length).toBe(3);
  });

  test("a base that it does not have is no base, and the source names the mirror", async () => {
    const proxy = await startProxy(TAGS.slice(0, 3), []);
    const [, , , last] = await judge(proxy);
    expect(last).toMatchObject({
      kind: "absent",
      reason: {
        code: "no-base-image",
        source: expect.stringContaining(
          `tags of ${NVIDIA} in the mirror ${proxy.fake.host}/proxy/nvidia/cuda, read `,
        ),
      },
    });
  });

  test("a base that it does not answer for is unknown", async () => {
    const proxy = await startProxy(TAGS, TAGS.slice(0, 1), (asked) =>
      isTag(asked) ? { kind: "status", status: 503 } : undefined,
    );
    const judged = await judge(proxy);
    expect(judged.map(({ kind }) => kind)).toEqual(["there", "unknown", "unknown", "unknown"]);
    expect(judged[1]).toMatchObject({ reason: { code: "base-not-asked" } });
  });

  test.each([401, 403, 404, 405])(
    "a base of one that answers %i for its list is asked for by itself",
    async (status) => {
      const proxy = await startProxy(TAGS.slice(0, 3), TAGS, ({ url }) =>
        url.includes("/tags/list") ? { kind: "status", status } : undefined,
      );
      const kinds = (await judge(proxy)).map(({ kind }) => kind);
      expect(kinds).toEqual(["there", "there", "there", "absent"]);
    },
  );

  test("a cell that was not asked about is judged by the catalog's copy", () => {
    const [cell] = expandCells(requestFrom(catalog, MATRIX), catalog);
    const list: TagList = {
      tags: new Set(),
      asOf: catalog.asOf,
      mirror: { name: "mirror.example/nvidia/cuda", unlisted: new Map() },
    };
    expect(judgeBase(cell!, { catalog, list, today: catalog.asOf }).kind).toBe("there");
  });

  test("an image that it does not list is not gone from the catalog's point of view", async () => {
    const proxy = await startProxy(TAGS, []);
    const { tags } = await readListed(proxy.asking.sys, proxy.asking.open, {
      repositories: [NVIDIA],
      looked: new Map(),
      known: [...TAGS, "12.8.9-base-ubuntu24.04"],
    });
    expect(tags?.toSorted()).toEqual(TAGS);
  });
});

test.each([
  ["refuses its list", { kind: "status" as const, status: 403 }],
  ["has none", { kind: "status" as const, status: 404 }],
])("a base of one's own that %s is asked for each base", async (_, answer) => {
  const fake = await startFakeRegistry({
    fault: ({ url }) => (url.includes("/tags/list") ? answer : undefined),
  });
  closing.push(fake.close);
  const sys = testSystem();
  const own = `${fake.host}/own/cuda`;
  await putImage(repositoryAt(sys, own), "{}", [], TAGS[0]);
  const asking = { sys, open: openRepository(sys), offline: false };
  const ours = withBase(catalog, own);
  const read = await readLists(asking, [own], ours);
  const listed = withTagLists(ours, read);
  const cells = expandCells(requestFrom(catalog, MATRIX, `base: ${own}`), listed);
  const lists = await askUnlisted(asking, read, { cells, catalog: listed });
  const judged = cells.map((cell) =>
    judgeBase(cell, { catalog: listed, list: lists.get(own), today: catalog.asOf }),
  );
  expect(cells).toHaveLength(4);
  expect(judged.map(({ kind }) => kind)).toEqual(["there", "absent", "absent", "absent"]);
});

test("the list of a registry that is no mirror is all that there is", async () => {
  const fake = await startFakeRegistry();
  closing.push(fake.close);
  const sys = testSystem();
  const own = `${fake.host}/own/cuda`;
  await putImage(repositoryAt(sys, own), "{}", [], "12.8.1-base-ubuntu24.04");
  const asking = { sys, open: openRepository(sys), offline: false };
  const read = await readLists(asking, [own], catalog);
  fake.asked.length = 0;
  const cells = expandCells(requestFrom(catalog, MATRIX), catalog);
  expect(await askUnlisted(asking, read, { cells, catalog })).toEqual(read);
  expect(fake.asked).toEqual([]);
});
