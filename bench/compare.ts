// What a matrix costs beside what people do by hand: one `docker build` a cell; `docker buildx
// bake` with a cache in the registry; `build: link`; `build: engine`. Each begins on a Docker
// daemon and a registry (distribution 2.8 on loopback, behind a proxy that counts) that hold
// nothing but bases, which are stand-ins; wheels and apt packages are real, the same ones in every
// way. Processor time is of the client, the daemon and all that they started. By hand: apt in one
// RUN, pip with the lock's requirements in another.
//
// node bench/compare.ts [--cells 6] [--ways docker,bake,link,engine] [--changes "apt only"]
//   [--clients ""]
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadCatalog } from "../src/catalog/load.ts";
import { readBaseIn } from "../src/registry/baseImage.ts";
import { openRepository } from "../src/registry/openRepository.ts";
import { realSystem } from "../src/system/realSystem.ts";
import { startPrivateDocker, type PrivateDocker } from "../test/fakes/privateDocker.ts";
import { startPrivatePodman } from "../test/fakes/privatePodman.ts";
import { baseTag, pushBases, RELEASES } from "./compare/bases.ts";
import { CLIENTS, pullFresh, type Pulled } from "./compare/clients.ts";
import { startCountingRegistry, type CountingRegistry } from "./compare/countingRegistry.ts";
import { moreCells } from "./compare/moreCells.ts";
import { processorOf, waitedFor } from "./compare/processorTime.ts";

const { values } = parseArgs({
  options: {
    cells: { type: "string", default: "6" },
    ways: { type: "string", default: "docker,bake,link,engine" },
    changes: { type: "string" },
    clients: { type: "string", default: Object.keys(CLIENTS).join(";") },
  },
});

/** Ours may take this much of one `docker build` a cell, from nothing. */
const ALLOWED = { processor: 0.4, pushed: 0.12, requests: 1 } as const;

const PROGRAM = join(import.meta.dirname, "../bin/dl-env.cjs");
const SETS = { one: ["numpy", "pandas"], two: ["numpy", "scikit-learn"] } as const;
/** Two sets on each CUDA; fewer cells are fewer CUDAs. */
const releases = RELEASES.slice(0, Math.ceil(Number(values.cells) / 2));

/** Where one way does its work. */
interface Place {
  readonly folder: string;
  readonly registry: CountingRegistry;
  readonly docker: PrivateDocker;
}

/** A way to make the images, as a sequence of commands. */
type Way = (place: Place) => Promise<void>;

const run = async (
  { folder, docker }: { readonly folder: string; readonly docker: Pick<PrivateDocker, "env"> },
  [program = "", ...argv]: readonly string[],
): Promise<void> => {
  const { BUILDX_BUILDER: _builder, ...inherited } = process.env;
  const child = spawn(program, argv, {
    cwd: folder,
    env: {
      ...inherited,
      ...docker.env,
      HOME: folder,
      XDG_CACHE_HOME: `${folder}/cache`,
      // Its plugins, buildx among them.
      DOCKER_CONFIG: process.env["DOCKER_CONFIG"] ?? join(homedir(), ".docker"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said = `${said}${text.toString()}`.slice(-4000)));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0)
    throw new Error(`${program} ${argv.join(" ")} ended with ${String(code)}:\n${said}`);
};

const dlEnv = (place: Parameters<typeof run>[0], ...argv: string[]): Promise<void> =>
  run(place, [process.execPath, PROGRAM, ...argv]);

/** What a change leaves of the cells: the lines of dl-env.yml that it adds. */
interface Change {
  readonly pins: string;
  /** apt packages beside those that every image has. */
  readonly apt: readonly string[];
}

const writeRequest = async ({ folder, registry }: Place, { pins, apt }: Change): Promise<void> => {
  await mkdir(`${folder}/bases`, { recursive: true });
  await writeFile(
    `${folder}/bases/ubuntu.yml`,
    `debian-12:\n  tag: debian12\n  glibc: "2.36"\n  python: "3.11"\n  end-of-life: 2028-06-30\n  source: this bench\n`,
  );
  await writeFile(
    `${folder}/bases/cuda.yml`,
    `sources:\n  here: this bench\nreleases:\n${releases
      .map(
        (release) =>
          `  ${release}:\n    images: { debian-12: [base] }\n    repository: ${registry.host}/bench/base\n    sources: [here]\n`,
      )
      .join("")}`,
  );
  const sets = Object.entries(SETS).map(([name, list]) => `${name}: [${list.join(", ")}]`);
  await writeFile(
    `${folder}/dl-env.yml`,
    `to: ${registry.host}/bench/images\ncatalog: bases\nengine: buildx\n` +
      `matrix: { cuda: [${releases.map((one) => `"${one}"`).join(", ")}], ubuntu: [debian-12], ` +
      `set: [${Object.keys(SETS).join(", ")}] }\nsets: { ${sets.join(", ")} }\n` +
      `slim: true\nsmoke: { require: cpu }\n${pins}` +
      (apt.length === 0 ? "" : `apt: { packages: [${apt.join(", ")}] }\n`),
  );
};

/** A cell as a person would build it. */
interface HandCell {
  readonly name: string;
  readonly folder: string;
}

const certificates = "/etc/ssl/certs/ca-certificates.crt";

/** Folders with a Dockerfile and the lock's requirements; nothing of it is counted. */
const writeByHand = async (place: Place, more: readonly string[]): Promise<HandCell[]> => {
  const { folder, registry } = place;
  await dlEnv(place, "generate");
  const apt = [...(await loadCatalog(realSystem())).apt, ...more].join(" ");
  return Promise.all(
    releases.flatMap((release) =>
      Object.keys(SETS).map(async (set) => {
        const name = `${set}-${release}`;
        const at = `${folder}/by-hand/${name}`;
        await mkdir(at, { recursive: true });
        const cell = `${set}-cuda${release}-debian12-py3.11`;
        await writeFile(
          `${at}/requirements.txt`,
          await readFile(`${folder}/containerfiles/${cell}/requirements.txt`, "utf8"),
        );
        await writeFile(
          `${at}/Dockerfile`,
          `FROM ${registry.host}/bench/base:${baseTag(release)}
RUN apt-get update && apt-get install -y --no-install-recommends ${apt} python3 python3-venv && apt-get clean && rm -rf /var/lib/apt/lists/*
COPY requirements.txt /tmp/requirements.txt
RUN --mount=type=secret,id=ca,target=/run/ca.pem PIP_CERT=/run/ca.pem && export PIP_CERT && python3 -m venv /opt/venv && /opt/venv/bin/pip install --quiet --no-cache-dir --no-deps --require-hashes -r /tmp/requirements.txt
`,
        );
        return { name, folder: at };
      }),
    ),
  );
};

const byDocker: Way = async (place) => {
  for (const { name, folder } of await cellsByHand(place)) {
    const image = `${place.registry.host}/bench/images:${name}`;
    const options = ["--quiet", "--pull", "--network=host", `--secret=id=ca,src=${certificates}`];
    await run(place, ["docker", "build", ...options, "--tag", image, folder]);
    await run(place, ["docker", "push", "--quiet", image]);
  }
};

/**
 * The file is one of Compose, since bake reads a network from such alone before buildx 0.19; JSON
 * is YAML.
 */
const byBake: Way = async (place) => {
  const images = `${place.registry.host}/bench/images`;
  const services = Object.fromEntries(
    (await cellsByHand(place)).map(({ name, folder }) => [
      name.replaceAll(".", "-"),
      {
        image: `${images}:${name}`,
        build: {
          context: folder,
          network: "host",
          secrets: ["ca"],
          cache_from: [`type=registry,ref=${images}:cache-${name}`],
          cache_to: [`type=registry,ref=${images}:cache-${name},mode=max`],
        },
      },
    ]),
  );
  const file = `${place.folder}/docker-compose.yml`;
  await writeFile(file, JSON.stringify({ services, secrets: { ca: { file: certificates } } }));
  const options = ["--pull", "--push", "--provenance=false", "-f", file];
  await run(place, ["docker", "buildx", "bake", ...options]);
};

const prepared = new Map<string, HandCell[]>();
const cellsByHand = async ({ folder }: Place): Promise<HandCell[]> => prepared.get(folder) ?? [];

const WAYS: Readonly<Record<string, Way>> = {
  docker: byDocker,
  bake: byBake,
  link: (place) => dlEnv(place, "build"),
  engine: (place) => dlEnv(place, "build", "--build", "engine"),
};

interface Cost {
  readonly seconds: number;
  readonly processor: number;
  readonly requests: number;
  readonly pushed: number;
  readonly pulled: number;
  readonly stored: number;
}

/** Seconds of the processor of all that this process started and waited for, and of the daemon. */
const processor = async ({ docker }: Place): Promise<number> => {
  return (await waitedFor()) + (await processorOf(docker.pid));
};

const measured = async (place: Place, way: Way): Promise<Cost> => {
  const [before, used, stored] = [
    place.registry.traffic(),
    await processor(place),
    place.registry.stored(),
  ];
  const began = performance.now();
  await way(place);
  const after = place.registry.traffic();
  return {
    seconds: (performance.now() - began) / 1000,
    processor: (await processor(place)) - used,
    requests: after.requests - before.requests,
    pushed: (after.pushed - before.pushed) / 1e6,
    pulled: (after.pulled - before.pulled) / 1e6,
    stored: (place.registry.stored() - stored) / 1e6,
  };
};

/** The images of a build, as its record names them. */
const builtImages = async ({ folder }: Place): Promise<{ cell: string; digest: string }[]> => {
  const built = JSON.parse(await readFile(`${folder}/.dl-env/built.json`, "utf8")) as {
    images: { cell: string; digest: string }[];
  };
  return built.images;
};

/**
 * What testing all images on a host with an empty podman fetches, of what their distinct layers
 * are.
 */
const smokeShare = async (place: Place): Promise<number> => {
  const sizes = new Map<string, number>();
  for (const { digest } of await builtImages(place))
    for (const layer of await layersOf(place, digest)) sizes.set(layer.digest, layer.size);
  const podman = await startPrivatePodman();
  try {
    const before = place.registry.traffic().pulled;
    await dlEnv({ folder: place.folder, docker: podman }, "smoke");
    const pulled = place.registry.traffic().pulled - before;
    return pulled / sizes.values().reduce((sum, size) => sum + size, 0);
  } finally {
    await podman.close();
  }
};

/** The layers of an image in a place, of its image for this platform where it is an index. */
const layersOf = async ({ registry }: Place, reference: string) => {
  const images = openRepository(realSystem())(`${registry.host}/bench/images`);
  return (await readBaseIn(images, reference, reference)).manifest.layers;
};

/** The tag or digest of each image, those of the first CUDA first. */
const imageNames = async (place: Place): Promise<string[]> => {
  const hand = prepared.get(place.folder);
  if (hand !== undefined) return hand.map(({ name }) => name);
  const at = ({ cell }: { cell: string }): number =>
    releases.findIndex((release) => cell.includes(`cuda${release}-`));
  const built = await builtImages(place);
  return built
    .toSorted((a, b) => at(a) - at(b) || (a.cell < b.cell ? -1 : 1))
    .map(({ digest }) => digest);
};

/** The first two images, two sets on one CUDA. */
const firstImages = async (place: Place): Promise<string[]> =>
  (await imageNames(place)).slice(0, 2);

const asPulled = ({ registry }: Place, name: string): string =>
  `${registry.host}/bench/images${name.startsWith("sha256:") ? "@" : ":"}${name}`;

/** How often each way's first image is pulled, by turns, each time on a host that has nothing. */
const ROUNDS = 3;

/** The middle one of an odd number. */
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[(values.length - 1) / 2] ?? 0;

/** What the first image cost, by way and client; medians. */
const firstPulls = new Map<string, Pulled>();

const medians = (rounds: readonly Pulled[]): Pulled => {
  const of = (what: keyof Pulled): number => median(rounds.map((one) => one[what]));
  return {
    seconds: of("seconds"),
    processor: of("processor"),
    bytes: of("bytes"),
    disk: of("disk"),
  };
};

const sayPull = (name: string, store: string, which: string, pulled: Pulled): void => {
  const { seconds, processor: used, bytes, disk } = pulled;
  console.log(line([name, store, which, used, seconds, bytes / 1e6, disk / 1e6]));
};

/** What a host pays that has nothing yet, for one image and for a second one beside it. */
const pulls = async (all: readonly Opened[]): Promise<void> => {
  for (const store of values.clients.split(";").filter((one) => one !== "")) {
    const start = CLIENTS[store];
    if (start === undefined) throw new Error(`no client ${store}`);
    const found = new Map<string, Pulled[]>(all.map(({ name }) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const { name, place } of round % 2 === 0 ? all : all.toReversed()) {
        const names = (await firstImages(place)).slice(0, round === 0 ? 2 : 1);
        const images = names.map((image) => asPulled(place, image));
        const pulled = (): number => place.registry.traffic().pulled;
        const [first, second] = await pullFresh(start, images, pulled);
        if (first !== undefined) found.get(name)?.push(first);
        if (second !== undefined) sayPull(name, store, "second image", second);
      }
    for (const [name, rounds] of found) {
      firstPulls.set(`${name} ${store}`, medians(rounds));
      sayPull(name, store, "first image", medians(rounds));
    }
  }
};

/** The first image of a way, as its manifest says it. */
const sayFirst = async ({ name, place }: Opened): Promise<void> => {
  const [image = ""] = await firstImages(place);
  const layers = await layersOf(place, image);
  const size = layers.reduce((sum, one) => sum + one.size, 0) / 1e6;
  console.log(`${name}: ${size.toFixed(1)} MB in ${layers.length} layers`);
};

/** The layers of all images of a way. */
const layersOfAll = async ({ place }: Opened) =>
  Promise.all((await imageNames(place)).map((name) => layersOf(place, name)));

const sayMoreCells = async (link: Opened, docker: Opened): Promise<void> => {
  const tag = baseTag(releases[0] ?? "");
  const { manifest } = await readBaseIn(basesOf(link.place), tag, tag);
  const images = { ours: await layersOfAll(link), hand: await layersOfAll(docker) };
  console.log("");
  for (const text of moreCells({ ...images, base: manifest.layers })) console.log(text);
};

const kindLines: string[] = [];

const kindsIn = (kinds: ReadonlyMap<string, number>): string =>
  [...kinds]
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, times]) => `${kind} ${times}`)
    .join(", ");

const line = (cells: readonly (string | number)[]): string =>
  `| ${cells.map((one) => (typeof one === "number" ? one.toFixed(one < 100 ? 1 : 0) : one)).join(" | ")} |`;

const FIRST: Change = { pins: "", apt: [] };
/** Older releases that count from then on: one library of one set changes. */
const ONE_LIBRARY: Change = { ...FIRST, pins: 'pins: { pandas: "<3" }\n' };
/** One package more, so that what apt installs is another layer in each way. */
const APT_ONLY: Change = { ...ONE_LIBRARY, apt: ["tree"] };

/** A way with a daemon and a registry of its own. */
interface Opened {
  readonly name: string;
  readonly way: Way;
  readonly place: Place;
  readonly close: () => Promise<void>;
}

const openWay = async (name: string): Promise<Opened> => {
  const way = WAYS[name];
  if (way === undefined) throw new Error(`no way ${name}: ${Object.keys(WAYS).join(", ")}`);
  const folder = await mkdtemp("/tmp/dle-compare-");
  const registry = await startCountingRegistry();
  const docker = await startPrivateDocker({ store: "containerd", network: "host" });
  if ("why" in docker) throw new Error(docker.why);
  const close = async (): Promise<void> => {
    await docker.close();
    await registry.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { name, way, place: { folder, registry, docker }, close };
};

const basesOf = ({ registry }: Place) =>
  openRepository(realSystem())(`${registry.host}/bench/base`);

const prepare = async ({ name, place }: Opened, change: Change): Promise<void> => {
  await writeRequest(place, change);
  if (name === "docker" || name === "bake")
    prepared.set(place.folder, await writeByHand(place, change.apt));
};

/** What changes before the images are made (again), one after another. */
const CHANGES: Readonly<Record<string, (opened: Opened) => Promise<void>>> = {
  "from nothing": async (opened) => {
    await pushBases(basesOf(opened.place), 1);
    await prepare(opened, FIRST);
  },
  "nothing changed": () => Promise.resolve(),
  "one library changed": (opened) => prepare(opened, ONE_LIBRARY),
  "apt only": (opened) => prepare(opened, APT_ONLY),
  "bases pushed again": ({ place }) => pushBases(basesOf(place), 2),
};

const makeAll = async (opened: Opened, change: string): Promise<Cost> => {
  const { name, way, place } = opened;
  await CHANGES[change]?.(opened);
  place.registry.kinds();
  const cost = await measured(place, way);
  const { seconds, processor: used, requests, pushed, pulled, stored } = cost;
  console.log(line([name, change, used, seconds, String(requests), pushed, stored, pulled]));
  kindLines.push(line([name, change, kindsIn(place.registry.kinds())]));
  return cost;
};

const COLUMNS = [
  "way",
  "change",
  "processor, s",
  "time, s",
  "requests",
  "pushed, MB",
  "stored, MB",
  "pulled, MB",
];

const heading = (columns: readonly string[]): void => {
  console.log(line(columns));
  console.log(`|${"---|".repeat(columns.length)}`);
};

/** Says how ours compares, and fails where it is more than it may. */
const judged = (text: string, share: number, most: number): void => {
  console.log(`${text} ${share.toFixed(2)} (at most ${most})`);
  if (!(share <= most)) process.exitCode = 1;
};

const sayPulls = async (all: readonly Opened[]): Promise<void> => {
  console.log("\nA host that has nothing, two sets on one CUDA; the first image is the median of");
  console.log(`${ROUNDS} such hosts:\n`);
  for (const one of all) await sayFirst(one);
  console.log("");
  heading(["way", "client", "image", "processor, s", "time, s", "pulled, MB", "disk, MB"]);
  await pulls(all);
  console.log("");
  for (const store of Object.keys(CLIENTS)) {
    const [ours, plain] = [firstPulls.get(`link ${store}`), firstPulls.get(`docker ${store}`)];
    if (ours === undefined || plain === undefined) continue;
    for (const what of ["bytes", "processor", "seconds"] as const)
      judged(`first image, link of docker, ${store}: ${what}`, ours[what] / plain[what], 1);
  }
};

const sayShares = (costs: ReadonlyMap<string, Cost>): void => {
  console.log("");
  for (const by of ["docker", "bake"]) {
    const [link, hand] = [costs.get("link"), costs.get(by)];
    if (link === undefined || hand === undefined) continue;
    for (const what of ["processor", "pushed", "requests"] as const)
      judged(`link, from nothing, of ${by}: ${what}`, link[what] / hand[what], ALLOWED[what]);
  }
  const [engine, docker] = [costs.get("engine"), costs.get("docker")];
  if (engine !== undefined && docker !== undefined)
    judged("engine, from nothing, of docker: seconds", engine.seconds / docker.seconds, 1);
};

console.log(`${releases.length * 2} cells: two sets on ${releases.length} CUDA\n`);
const opened: Opened[] = [];
try {
  for (const name of values.ways.split(",")) opened.push(await openWay(name));
  heading(COLUMNS);
  const costs = new Map<string, Cost>();
  for (const one of opened) costs.set(one.name, await makeAll(one, "from nothing"));
  sayShares(costs);
  const [link, docker] = ["link", "docker"].map((name) => opened.find((one) => one.name === name));
  if (link !== undefined && docker !== undefined) await sayMoreCells(link, docker);
  if (values.clients !== "") await sayPulls(opened);
  for (const { place } of opened.filter(({ name }) => name === "link"))
    judged("smoke of all images, bytes fetched of their layers:", await smokeShare(place), 1.05);
  console.log("");
  heading(COLUMNS);
  const changes = values.changes?.split(",") ?? Object.keys(CHANGES).slice(1);
  for (const change of changes.filter((name) => name in CHANGES))
    for (const one of opened) await makeAll(one, change);
  console.log("\nRequests by kind:\n");
  heading(["way", "change", "requests"]);
  for (const one of kindLines) console.log(one);
} finally {
  for (const { close } of opened) await close();
}
