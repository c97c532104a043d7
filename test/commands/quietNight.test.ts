import { readFile, writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { plan } from "../../src/commands/planCommand.ts";
import { promote } from "../../src/commands/promoteCommand.ts";
import { storeList } from "../../src/commands/storeCommand.ts";
import { untag } from "../../src/commands/untagCommand.ts";
import { watch, type WatchOutcome } from "../../src/commands/watchCommand.ts";
import { LOOK_TAG, readLook, writeLook } from "../../src/publish/lastLook.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { System } from "../../src/system/ports.ts";
import { DAY } from "../../src/text/units.ts";
import { openHubWorld, type HubWorld } from "./hubWorld.ts";

const CELLS = 6;
const BASES = 6;
const BASE = "12.8.1-base-ubuntu24.04";

let opened: HubWorld | undefined;
const here = (): HubWorld => {
  if (opened === undefined) throw new Error("no world");
  return opened;
};
const close = async (): Promise<void> => {
  await opened?.close();
  opened = undefined;
};

const counted = async <T>(work: () => Promise<T>): Promise<{ done: T; asked: string[] }> => {
  const before = here().requests.length;
  const done = await work();
  return { done, asked: here().requests.slice(before) };
};

const night = (options: Partial<Parameters<typeof watch>[1]> = {}) =>
  counted(() => watch(here().sys, { file: here().file, ...options }));

const bases = () => here().world.registry.manifests.get("nvidia/cuda")!;
const images = () => here().world.registry.manifests.get("team/images")!;
const to = () => openRepository(here().sys)(`${here().world.registry.host}/team/images`);

/** Another image for a tag of a base. */
const push = (tag: string): void => {
  const before = bases().get(BASE)!;
  const list = before.bytes.toString().replaceAll(/sha256:[0-9a-f]{8}/g, () => {
    pushes += 1;
    return `sha256:${String(pushes).padStart(8, "0")}`;
  });
  bases().set(tag, { ...before, bytes: Buffer.from(list) });
};
let pushes = 0;

/** The last look, of so many days ago. */
const aged = async (days: number): Promise<void> => {
  const look = await readLook(to(), Date.now());
  if (look !== undefined) await writeLook(to(), { ...look, at: Date.now() - days * DAY });
};

/** The system, in which something happens right before a manifest under such a tag is put. */
const interrupted = (tag: string, happen: () => void): System => {
  const { sys } = here();
  let isOver = false;
  const request: System["http"]["request"] = (wanted) => {
    if (!isOver && wanted.method === "PUT" && wanted.url.includes(`/images/manifests/${tag}`)) {
      isOver = true;
      happen();
    }
    return sys.http.request(wanted);
  };
  return { ...sys, http: { request } };
};

const isFull = ({ done, asked }: { done: WatchOutcome; asked: string[] }): boolean =>
  done.result.lastLook === undefined &&
  asked.some((line) => line.endsWith("/v2/team/images/tags/list?n=1000")) &&
  asked.filter((line) => line.startsWith("HEAD https://registry-1.docker.io/")).length === BASES;

describe("a night after one that found nothing", () => {
  beforeEach(async () => void (opened = await openHubWorld(CELLS)));
  afterEach(close);

  it("is two requests, and plan with it 5, where no base was pushed", async () => {
    const first = await night();
    expect([first.done.exit, first.done.result.changed, isFull(first)]).toEqual([0, [], true]);
    const second = await night();
    expect(second.asked).toEqual([
      `GET http://${here().world.registry.host}/v2/team/images/manifests/${LOOK_TAG}`,
      "GET https://hub.docker.com/v2/namespaces/nvidia/repositories/cuda/tags?page_size=100",
    ]);
    expect(second.done.exit).toBe(0);
    const { lastLook, ...same } = second.done.result;
    expect(Date.parse(lastLook ?? "")).toBeLessThanOrEqual(Date.now());
    expect(same).toEqual(first.done.result);
    expect(second.done.source).toEqual(first.done.source);
    const planned = await counted(() => plan(here().sys, { file: here().file }));
    expect(planned.asked.length).toBe(3);
    const full = await counted(() => plan(here().sys, { file: here().file, full: true }));
    expect(full.asked.length).toBe(2 + BASES);
    expect(planned.done.result).toEqual(full.done.result);
    expect(here().hub.asked.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it("asks for everything when it is told to, or leaves nothing when it is told to", async () => {
    const dry = await night({ dryRun: true });
    expect([isFull(dry), images().has(LOOK_TAG)]).toEqual([true, false]);
    expect(dry.asked.filter((line) => /^(?:PUT|POST|PATCH)/.test(line))).toEqual([]);
    await night({ writes: false });
    expect(images().has(LOOK_TAG)).toBe(false);
    await night();
    expect(images().has(LOOK_TAG)).toBe(true);
    expect((await storeList(here().sys, { file: here().file })).result.others).toEqual([]);
    expect(isFull(await night({ full: true }))).toBe(true);
    expect((await night()).done.result.lastLook).toBeDefined();
  });

  it("sees a base that was pushed again, and one of a release that is new", async () => {
    await night();
    push(BASE);
    const pushed = await night();
    expect([isFull(pushed), pushed.done.result.changed.length]).toEqual([true, 1]);
    bases().set("13.9.0-base-ubuntu24.04", bases().get(BASE)!);
    const fresh = await night();
    expect(fresh.done.result.releases.map(({ minor }) => minor)).toEqual(["13.9"]);
  });

  it("is as short after a tag was pushed that no cell stands on, and not where one is gone", async () => {
    bases().set("11.0.3-base-ubi8", bases().get(BASE)!);
    await night();
    push("11.0.3-base-ubi8");
    expect((await night()).asked.length).toBe(2);
    bases().delete("11.0.3-base-ubi8");
    expect(isFull(await night())).toBe(true);
    // As many as before, and not the same.
    bases().set("11.0.3-base-ubi8", bases().get(BASE)!);
    await night({ full: true });
    bases().delete("11.0.3-base-ubi8");
    bases().set("11.0.4-base-ubi8", bases().get(BASE)!);
    expect(isFull(await night())).toBe(true);
  });

  it("asks what is there when dl-env.yml wants other images", async () => {
    await night();
    const { file } = here();
    await writeFile(file, `${await readFile(file, "utf8")}env: { A: b }\n`);
    const after = await night();
    expect(after.done.result.lastLook).toBeUndefined();
    expect(after.done.result.changed.length).toBe(CELLS);
    expect(after.asked.some((line) => line.includes("/team/images/tags/list"))).toBe(true);
  });

  it("asks for everything after tags moved, or one was taken away", async () => {
    await night();
    const [tag = ""] = (await to().tags()).filter((name) =>
      name.startsWith("s0-cuda12.8-ubuntu24"),
    );
    await untag(here().sys, { file: here().file, tags: [tag], yes: true });
    const untagged = await night();
    expect([isFull(untagged), untagged.done.result.changed.length]).toEqual([true, 1]);
    expect(
      (await promote(here().sys, { file: here().file })).result.moves.map((m) => m.tag),
    ).toEqual([tag]);
    await night();
    expect((await night()).asked.length).toBe(2);
    images().delete(tag);
    await promote(here().sys, { file: here().file });
    expect(isFull(await night())).toBe(true);
  });

  it("keeps nothing while a promotion is under way", async () => {
    const name = [...images().keys()].find((tag) => /^dl-env-promotion-.*-done$/.test(tag))!;
    images().delete(name);
    await night();
    expect(images().has(LOOK_TAG)).toBe(false);
  });

  it("and a promotion do not miss each other, whichever writes first", async () => {
    const [journal = ""] = [...images().keys()].filter((tag) => tag.endsWith("-done"));
    const begun = journal.replace("-done", "").replace(/[0-9a-f]{8}$/, "01234567");
    await watch(
      interrupted(LOOK_TAG, () => images().set(begun, images().get(journal)!)),
      {
        file: here().file,
      },
    );
    images().delete(begun);
    expect(isFull(await night())).toBe(true);
    const kept = images().get(LOOK_TAG)!;
    images().delete(LOOK_TAG);
    images().delete("s0");
    const meanwhile = interrupted("dl-env-promotion-", () => images().set(LOOK_TAG, kept));
    expect((await promote(meanwhile, { file: here().file })).result.moves.length).toBe(1);
    expect(isFull(await night())).toBe(true);
  });

  it("keeps nothing where the page and the registry do not say the same", async () => {
    here().hub.answer = (page) => ({
      ...page,
      results: page.results.map((tag) => ({ ...tag, digest: `sha256:${"0".repeat(64)}` })),
    });
    expect(isFull(await night())).toBe(true);
    expect(images().has(LOOK_TAG)).toBe(false);
  });
});

describe("a night that cannot tell by what is kept", () => {
  let text = "";
  beforeAll(async () => {
    opened = await openHubWorld(CELLS);
    text = await readFile(here().file, "utf8");
  });
  afterAll(close);
  beforeEach(async () => {
    await writeFile(here().file, text);
    here().hub.answer = undefined;
    images().delete(LOOK_TAG);
  });

  it.each<[string, () => void | Promise<void>]>([
    ["the page is not found", () => void (here().hub.answer = () => ({ status: 404, body: "{}" }))],
    ["the host has had enough", () => void (here().hub.answer = () => ({ status: 429, body: "" }))],
    ["the page is no list", () => void (here().hub.answer = () => ({ body: "<html>" }))],
    ["the page breaks off", () => void (here().hub.answer = () => ({ body: '{"count":6,"res' }))],
    ["the page is empty", () => void (here().hub.answer = (page) => ({ ...page, results: [] }))],
    [
      "the page is in the order of names",
      () =>
        void (here().hub.answer = (page) => ({
          ...page,
          results: page.results.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        })),
    ],
    [
      "a time is missing",
      () =>
        void (here().hub.answer = (page) => ({
          ...page,
          results: page.results.map((tag) => ({ ...tag, tag_last_pushed: "" })),
        })),
    ],
    [
      "a base has no digest on the page",
      () =>
        void (here().hub.answer = (page) => ({
          ...page,
          results: page.results.map(({ name, tag_last_pushed }) => ({ name, tag_last_pushed })),
        })),
    ],
    [
      "the page does not hold as many as it says",
      () => void (here().hub.answer = (page) => ({ ...page, results: page.results.slice(1) })),
    ],
    ["the last look is eight days old", () => aged(8)],
    ["the last look is of tomorrow", () => aged(-1)],
    ["the last look is gone", () => void images().delete(LOOK_TAG)],
    [
      "what lies under its tag is none",
      () => void images().set(LOOK_TAG, [...images().values()][0]!),
    ],
    [
      "a mirror is asked",
      async () => {
        const { file, world } = here();
        const text = await readFile(file, "utf8");
        await writeFile(file, `${text}mirrors: { docker.io: "${world.registry.host}" }\n`);
      },
    ],
    ["Docker Hub's other host is silent", () => here().hub.close()],
  ])("asks for everything where %s", async (_, happen) => {
    await night();
    expect((await night()).asked.length).toBe(2);
    await happen();
    const after = await night();
    expect(after.done.result.lastLook).toBeUndefined();
    expect(after.asked.filter((line) => line.includes("/team/images/tags/list")).length).toBe(
      // Once more where it was kept anew.
      images().get(LOOK_TAG) !== undefined && after.asked.some((line) => line.startsWith("PUT"))
        ? 2
        : 1,
    );
    expect(
      after.asked.filter((line) => /^HEAD .*\/nvidia\/cuda\/manifests\//.test(line)).length,
    ).toBe(BASES);
    expect([after.done.exit, after.done.result.changed]).toEqual([0, []]);
  });
});

describe("a page that does not hold all tags", () => {
  afterEach(close);
  it("does where it goes back to what was seen, and does not where more was pushed", async () => {
    opened = await openHubWorld(CELLS, 150);
    await night();
    const quiet = await night();
    expect(quiet.asked.length).toBe(2);
    // A hundred pushes hide what was pushed right before them.
    push(BASE);
    await counted(async () => void (await fetch(hubPage())));
    for (let at = 0; at < 100; at += 1) push(`11.0.${at}-base-ubi8`);
    const hidden = await night();
    expect([isFull(hidden), hidden.done.result.changed.length]).toEqual([true, 1]);
  });
});

const hubPage = (): string =>
  `${here().hub.origin}/v2/namespaces/nvidia/repositories/cuda/tags?page_size=100`;
