import { LABEL_PREFIX, ORDER_LABEL } from "../../src/image/labels.ts";
import { promote } from "../../src/publish/promoteTags.ts";
import { unfinishedMoves } from "../../src/publish/unfinishedMoves.ts";
import type { Promotion } from "../../src/publish/readPromotions.ts";
import { digestOf } from "../../src/registry/digest.ts";
import { jsonBytes } from "../../src/registry/manifest.ts";
import { OCI_CONFIG, OCI_MANIFEST, type Repository } from "../../src/registry/repository.ts";
import { readProofs, writeProof } from "../../src/smoke/proofs.ts";
import type { Report } from "../../src/smoke/smokeReport.ts";
import type { System } from "../../src/system/ports.ts";
import { interleave, type Ended, type Runner } from "../fakes/interleaving.ts";
import { memoryRegistry, type MemoryRegistry } from "../fakes/memoryRegistry.ts";
import { cleanChecks, reportOf } from "./images.ts";

const START = Date.parse("2026-11-28T00:00:00Z");
const DAY = 86_400_000;

/** An image that somebody wants to publish. */
interface Wanted {
  readonly cell: string;
  /** Larger is newer. */
  readonly order: number;
  readonly promotion: Promotion;
}

/** Publishes what one dl-env.yml asks for: proofs first, then tags. */
interface Publisher {
  readonly name: string;
  readonly images: readonly Wanted[];
}

export interface RaceWorld {
  readonly registry: MemoryRegistry;
  readonly orders: Map<string, number>;
  readonly publishers: readonly Publisher[];
  readonly random: () => number;
}

const pick = (random: () => number, count: number): number => Math.floor(random() * count);

const orderLabel = (order: number): string =>
  `0012.0008.000${order} 0024.0004 0003.0012 2026-11-01T00:00:00Z`;

/** An image of a config alone: tags are what moves here. */
const putImage = async (
  { registry, orders }: Pick<RaceWorld, "registry" | "orders">,
  { cell, order, salt }: { cell: string; order: number; salt: string },
): Promise<string> => {
  const labels = {
    [ORDER_LABEL]: orderLabel(order),
    [`${LABEL_PREFIX}cell`]: cell,
    [`${LABEL_PREFIX}set`]: "torch",
    salt,
  };
  const config = jsonBytes({
    architecture: "amd64",
    os: "linux",
    config: { Labels: labels },
    rootfs: { type: "layers", diff_ids: [] },
  });
  registry.blobs.set(digestOf(config), config);
  const bytes = jsonBytes({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: digestOf(config), size: config.byteLength },
    layers: [],
  });
  const digest = await registry.client().putManifest({ bytes, mediaType: OCI_MANIFEST });
  orders.set(digest, order);
  return digest;
};

const wanted = async (
  world: Pick<RaceWorld, "registry" | "orders">,
  { cell, order, salt, shared }: { cell: string; order: number; salt: string; shared: string[] },
): Promise<Wanted> => {
  const digest = await putImage(world, { cell, order, salt });
  return {
    cell,
    order,
    promotion: {
      cell,
      digest,
      immutable: `${cell}-r${digest.slice(7, 19)}`,
      rolling: [cell, ...shared],
      labels: { [`${LABEL_PREFIX}cell`]: cell },
      requirement: "gpu",
      context: { libraries: ["torch"], gpuLibraries: ["torch"] },
      checks: async () => cleanChecks(digest, [], cell),
    },
  };
};

/** A registry, tags that name something already, and 2 to 8 publishers of the same tags. */
export const raceWorld = async (
  random: () => number,
  { referrersApi }: { readonly referrersApi: boolean },
): Promise<RaceWorld> => {
  const registry = memoryRegistry(referrersApi);
  const orders = new Map<string, number>();
  const base = { registry, orders };
  for (const tag of ["cell-0", "cell-1", "torch", "latest"]) {
    if (random() < 0.5) continue;
    const digest = await putImage(base, { cell: "cell-0", order: pick(random, 3), salt: tag });
    registry.tags.set(tag, digest);
  }
  const publishers: Publisher[] = [];
  // Few more often than many: a race of two costs a fifth of one of eight.
  const count = 2 + Math.floor(7 * random() ** 2);
  for (let index = 0; index < count; index += 1) {
    const cells = random() < 0.7 ? [pick(random, 2)] : [0, 1];
    const images: Wanted[] = [];
    for (const [at, cell] of cells.entries())
      images.push(
        await wanted(base, {
          cell: `cell-${cell}`,
          order: pick(random, 8),
          salt: `publisher ${index}`,
          // One cell of a file has the shared tags.
          shared: at > 0 ? [] : ["torch", ...(random() < 0.5 ? ["latest"] : [])],
        }),
      );
    publishers.push({ name: `publisher-${index}`, images });
  }
  return { ...base, publishers, random };
};

const systemOf = (
  { random }: Pick<RaceWorld, "random">,
  now: number,
): Pick<System, "clock" | "env"> =>
  ({
    clock: { now: () => now, sleep: async () => undefined },
    env: {
      random: (bytes: number) =>
        Array.from({ length: bytes }, () => pick(random, 256).toString(16).padStart(2, "0")).join(
          "",
        ),
    },
  }) as unknown as Pick<System, "clock" | "env">;

const passOf = ({ promotion: { cell, digest } }: Wanted): Report =>
  reportOf(digest, { cell, gpu: true, at: "2026-11-27T10:00:00.000Z" });

/** Smoke and promote, as `dl-env` does them one after the other. */
const publish = async (
  world: RaceWorld,
  { images }: Publisher,
  { to, later = 0 }: { readonly to: Repository; readonly later?: number },
): Promise<void> => {
  for (const image of images) await writeProof(to, passOf(image));
  await promote(
    to,
    images.map(({ promotion }) => promotion),
    { sys: systemOf(world, START + later) },
  );
};

type Turn = Parameters<MemoryRegistry["client"]>[0];

/** Someone who tests an image of a publisher again and sees a failure. */
interface Tester {
  readonly name: string;
  readonly report: Report;
}

const testersOf = ({ publishers, random }: RaceWorld): Tester[] =>
  publishers.flatMap(({ name, images }) =>
    images.flatMap(({ promotion: { cell, digest } }) =>
      random() < 0.2
        ? [
            {
              name: `tester of ${name}`,
              report: reportOf(digest, { cell, cpu: "fail", at: "2026-11-28T10:00:00.000Z" }),
            },
          ]
        : [],
    ),
  );

export interface Race {
  readonly ended: readonly Ended[];
  /** Reports whose writer came to its end. */
  readonly failures: readonly Report[];
  /** Publishers that were killed. */
  readonly killed: readonly Publisher[];
}

/** For some the list of tags comes in several answers, so that it says nothing of one time. */
const clientOf = ({ random, registry }: RaceWorld, turn: Turn): Repository => {
  const client = registry.client(turn);
  return random() < 0.7 ? client : { ...client, tagsAtOnce: async () => undefined };
};

/** All of them at once, and with `kills` some are killed on the way. */
export const race = async (world: RaceWorld, { kills }: { kills: boolean }): Promise<Race> => {
  const { random, registry, publishers } = world;
  // Some are slow: what they saw is old when they act on it.
  const weight = (): number => [1, 1, 4, 16][pick(random, 4)] ?? 1;
  const turns = (): { turns?: number } =>
    kills && random() < 0.4 ? { turns: pick(random, 60) } : {};
  const testers = testersOf(world);
  const runners: Runner[] = [
    ...publishers.map((publisher): Runner => ({
      name: publisher.name,
      weight: weight(),
      ...turns(),
      run: (turn) => publish(world, publisher, { to: clientOf(world, turn) }),
    })),
    ...testers.map(({ name, report }, index): Runner => ({
      name: `${name} ${index}`,
      weight: weight(),
      run: (turn) => writeProof(registry.client(turn), report),
    })),
  ];
  const ended = await interleave(runners, random);
  const done = new Set(ended.filter(({ end }) => end === "done").map(({ name }) => name));
  return {
    ended,
    failures: testers
      .filter(({ name }, index) => done.has(`${name} ${index}`))
      .map(({ report }) => report),
    killed: publishers.filter(({ name }) =>
      ended.some((one) => one.name === name && one.end === "killed"),
    ),
  };
};

/** What is wrong after a race, by the registry alone; `counted` are those who came to their end. */
export const faultsAfter = async (
  { registry, orders }: RaceWorld,
  before: ReadonlyMap<string, string>,
  { counted, failures }: { counted: readonly Publisher[]; failures: readonly Report[] },
): Promise<string[]> => {
  const failed = new Set(failures.map(({ digest }) => digest));
  const faults: string[] = [];
  const orderOf = (digest: string | undefined): number => orders.get(digest ?? "") ?? -1;
  const all = new Map<string, number>();
  const least = (tag: string, order: number): void => {
    all.set(tag, Math.max(all.get(tag) ?? -1, order));
  };
  for (const [tag, digest] of before) least(tag, orderOf(digest));
  for (const { images } of counted)
    for (const { promotion, order } of images)
      if (!failed.has(promotion.digest)) {
        for (const tag of promotion.rolling) least(tag, order);
        if (registry.tags.get(promotion.immutable) !== promotion.digest)
          faults.push(`${promotion.immutable} does not name its image`);
      }
  for (const [tag, order] of all)
    if (orderOf(registry.tags.get(tag)) < order)
      faults.push(`${tag} is at ${orderOf(registry.tags.get(tag))}, and ${order} was published`);
  for (const report of failures) {
    const found = await readProofs(registry.client(), report.digest);
    if (!found.some(({ at }) => at === report.at))
      faults.push(`lost a failure of ${report.digest}`);
  }
  return faults;
};

/** The same command again, a moment later. */
export const again = async (world: RaceWorld, killed: readonly Publisher[]): Promise<void> => {
  for (const publisher of killed)
    await publish(world, publisher, { to: world.registry.client(), later: 60_000 });
};

/**
 * The night of each publisher: it looks, as `watch` does, and publishes where something is to be
 * made or was not ended. Returns how many had something to do.
 */
export const night = async (world: RaceWorld): Promise<number> => {
  let busy = 0;
  for (const publisher of world.publishers) {
    const to = world.registry.client();
    const listed = new Set(await to.tags());
    const behind = await unfinishedMoves({ sys: systemOf(world, START + DAY), to }, listed);
    const isChanged = publisher.images.some(
      ({ cell, promotion: { immutable, rolling } }) =>
        [immutable, ...rolling].some((tag) => !listed.has(tag)) ||
        behind.some((claim) => claim.cell === cell),
    );
    if (!isChanged) continue;
    busy += 1;
    await publish(world, publisher, { to, later: DAY });
  }
  return busy;
};
