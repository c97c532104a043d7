import type { Catalog } from "../../../src/catalog/facts.ts";
import type { Library } from "../../../src/catalog/libraryFacts.ts";
import { NOTHING_ADDED, type Customization } from "../../../src/matrix/customization.ts";
import type { CellPattern } from "../../../src/matrix/request.ts";
import { makeLock } from "../../../src/resolve/lockKey.ts";
import type { ReadEntry } from "../../../src/image/ownEntries.ts";
import type { OwnEntry } from "../../../src/image/recipe.ts";
import type { AptLock, Lock, LockedWheel } from "../../../src/resolve/lock.ts";
import { aptOf, cellsAndLocks, sha256, type World } from "./world.ts";

/** Whole numbers below a bound, the same for the same seed. */
export type Draw = (below: number) => number;

const pick = <T>(draw: Draw, from: readonly T[]): T => {
  const found = from[draw(from.length)];
  if (found === undefined) throw new Error("nothing to choose from");
  return found;
};

const fresh = (draw: Draw): string => sha256(String(draw(2 ** 31)));

const withBase =
  (what: "index" | "platform") =>
  (world: World, draw: Draw): World => {
    const tag = pick(draw, [...world.bases.keys()]);
    const before = world.bases.get(tag) ?? { index: "", platform: "" };
    // A push for another platform changes the index alone.
    const digest = `sha256:${fresh(draw)}`;
    const after =
      what === "index" ? { ...before, index: digest } : { index: digest, platform: digest };
    return { ...world, bases: new Map([...world.bases, [tag, after]]) };
  };

const withLock =
  (edit: (lock: Lock, draw: Draw) => Partial<Lock>) =>
  (world: World, draw: Draw): World => {
    const [asks, lock] = pick(draw, [...world.locks]);
    const edited = { ...lock, ...edit(lock, draw) };
    const { created, uv } = edited;
    const made = makeLock(lock.question, edited.wheels, { created, uv });
    return { ...world, locks: new Map([...world.locks, [asks, made]]) };
  };

const withWheel = (edit: (wheel: LockedWheel, draw: Draw) => LockedWheel) =>
  withLock((lock, draw) => {
    const at = draw(lock.wheels.length);
    return {
      wheels: lock.wheels.map((wheel, index) => (index === at ? edit(wheel, draw) : wheel)),
    };
  });

const withApt =
  (edit: (lock: AptLock, draw: Draw) => Partial<AptLock>) =>
  (world: World, draw: Draw): World => {
    const [release, lock] = pick(draw, [...world.apt]);
    return { ...world, apt: new Map([...world.apt, [release, { ...lock, ...edit(lock, draw) }]]) };
  };

const withCatalog =
  (edit: (catalog: Catalog, draw: Draw) => Partial<Catalog>) =>
  (world: World, draw: Draw): World => ({
    ...world,
    catalog: { ...world.catalog, ...edit(world.catalog, draw) },
  });

const withLibrary = (edit: (library: Library, draw: Draw) => Partial<Library>) =>
  withCatalog((catalog, draw) => {
    const library = pick(draw, [...catalog.libraries.values()]);
    return {
      libraries: new Map([
        ...catalog.libraries,
        [library.name, { ...library, ...edit(library, draw) }],
      ]),
    };
  });

/** What dl-env.yml and the catalog say decides cells, questions and what apt is asked for. */
const again = (world: World, now: number): World => {
  const { cells, locks: made } = cellsAndLocks(world.catalog, world.request);
  const locks = new Map([...made].map(([asks, lock]) => [asks, world.locks.get(asks) ?? lock]));
  const kept = cells.filter(({ cell }) => world.bases.has(tagOf(cell)));
  const next = { ...world, cells: kept, locks };
  return { ...next, apt: aptOf(next, now) };
};

const tagOf = ({ cuda, flavor, ubuntu }: World["cells"][number]["cell"]): string =>
  `docker.io/nvidia/cuda:${cuda}-${flavor}-ubuntu${ubuntu}`;

const NOW = Date.parse("2026-11-21T00:00:00Z");

/** dl-env.yml says something else of all images. */
const withOwn =
  (edit: (draw: Draw) => Partial<Customization>) =>
  (world: World, draw: Draw): World => {
    const { all = NOTHING_ADDED, cells = [] } = world.request.customization ?? {};
    const customization = { all: { ...all, ...edit(draw) }, cells };
    return again({ ...world, request: { ...world.request, customization } }, NOW);
  };

const plainFile = (text: string): OwnEntry["content"] => ({
  kind: "file",
  source: "/here/file",
  size: text.length,
  sha256: sha256(text),
});

const OWN_FILE: ReadEntry = {
  path: "/etc/lab.conf",
  mode: 0o644,
  hasMode: true,
  content: plainFile("text"),
};

/** A file that dl-env.yml puts into all images is another one. */
const withOwnFile =
  (edit: (draw: Draw, before: ReadEntry) => Partial<ReadEntry>) =>
  (world: World, draw: Draw): World => {
    const { all = NOTHING_ADDED, cells = [] } = world.request.customization ?? {};
    const [source = OWN_SOURCE] = all.files;
    const before = world.sources.own?.get(source)?.[0] ?? OWN_FILE;
    return {
      ...world,
      request: { ...world.request, customization: { all: { ...all, files: [source] }, cells } },
      sources: {
        ...world.sources,
        own: new Map([[source, [{ ...before, ...edit(draw, before) }]]]),
      },
    };
  };

const OWN_SOURCE = { from: "lab.conf", to: "/etc/lab.conf", place: { file: "dl-env.yml" } };

/** dl-env.yml says something else of the images of some cells. */
const withOwnCells =
  (patternOf: (draw: Draw) => CellPattern) =>
  (world: World, draw: Draw): World => {
    const { all = NOTHING_ADDED } = world.request.customization ?? {};
    const own = {
      ...NOTHING_ADDED,
      env: { A: `cell-${draw(3)}` },
      apt: [`cell-${draw(2)}`],
      run: [{ text: `make ${draw(2)}`, network: false }].slice(draw(2)),
    };
    const customization = { all, cells: [{ pattern: patternOf(draw), customization: own }] };
    return again({ ...world, request: { ...world.request, customization } }, NOW);
  };

/**
 * Ways to change a world, by what is edited. Some change no image: a rebuild after them is one too
 * many.
 */
export const EDITS: Readonly<Record<string, (world: World, draw: Draw) => World>> = {
  "base pushed again": withBase("platform"),
  "base pushed again for another platform": withBase("index"),
  "lock: another version": withWheel((wheel, draw) => ({
    ...wheel,
    version: `9.${draw(1000)}`,
    sha256: fresh(draw),
  })),
  "lock: another wheel of the same version": withWheel((wheel, draw) => ({
    ...wheel,
    sha256: fresh(draw),
  })),
  "lock: another size": withWheel((wheel, draw) => ({ ...wheel, download: draw(8_000_000) })),
  "lock: a wheel more": withLock((lock, draw) => ({
    wheels: [
      ...lock.wheels,
      {
        name: `extra-${fresh(draw).slice(0, 8)}`,
        version: "1.0",
        file: "extra-1.0-py3-none-any.whl",
        sha256: fresh(draw),
        download: draw(8_000_000),
      },
    ],
  })),
  "lock: made by another uv": withLock((_, draw) => ({ uv: `0.9.${draw(100)}` })),
  "lock: made at another time": withLock((_, draw) => ({
    created: new Date(NOW + draw(100) * 86_400_000).toISOString(),
  })),
  "apt: another date": withApt((_, draw) => ({ asOf: `2026-12-${10 + draw(20)}` })),
  "apt: versions": withApt(({ asked }, draw) => ({
    packages: asked.map((name) => ({ name, version: `1.${draw(9)}`, sha256: fresh(draw) })),
  })),
  "apt: names of other images": withApt(({ packages, extras }, draw) =>
    packages === undefined ? { extras: [...extras, `other-${draw(1000)}`].sort() } : {},
  ),
  "library: its probe": (world, draw) => {
    const [name, file] = pick(draw, [...world.sources.probes]);
    const edited = { ...file, content: `${file.content}# ${draw(1000)}\n` };
    return {
      ...world,
      sources: { ...world.sources, probes: new Map([...world.sources.probes, [name, edited]]) },
    };
  },
  "library: its title": withLibrary((_, draw) => ({ title: `Title ${draw(1000)}` })),
  "library: its GPUs": withLibrary(({ architectures }, draw) => ({
    architectures: architectures.map((one) => ({
      ...one,
      sm: one.sm.filter(() => draw(3) > 0),
    })),
  })),
  "library: its driver": withLibrary((_, draw) => ({
    drivers: [{ package: "uv", driver: `${500 + draw(90)}.10`, source: "x" }],
  })),
  "template: how apt installs": (world, draw) => ({
    ...world,
    sources: { ...world.sources, apt: `${world.sources.apt}# ${draw(1000)}\n` },
  }),
  "image file: its text": (world, draw) => {
    const file = pick(draw, world.sources.rootfs);
    const rootfs = world.sources.rootfs.map((one) =>
      one === file ? { ...one, content: `${one.content}# ${draw(1000)}\n` } : one,
    );
    return { ...world, sources: { ...world.sources, rootfs } };
  },
  "image file: its mode": (world, draw) => {
    const file = pick(draw, world.sources.rootfs);
    const rootfs = world.sources.rootfs.map((one) =>
      one === file ? { ...one, mode: one.mode === 0o644 ? 0o755 : 0o644 } : one,
    );
    return { ...world, sources: { ...world.sources, rootfs } };
  },
  "catalog: a Python": withCatalog(({ pythons }, draw) => {
    const python = pick(draw, pythons);
    return {
      pythons: pythons.map((one) =>
        one === python ? { ...one, version: `${one.minor}.${draw(90)}`, sha256: fresh(draw) } : one,
      ),
    };
  }),
  "catalog: where a Python is": withCatalog(({ pythons }, draw) => ({
    pythons: pythons.map((one) => ({ ...one, url: `https://example.org/${draw(1000)}.tar.gz` })),
  })),
  "catalog: sources of facts": withCatalog(({ ubuntu }, draw) => ({
    ubuntu: ubuntu.map((one) => ({ ...one, source: `source ${draw(1000)}` })),
  })),
  "catalog: whose copy of a path wins": withCatalog(({ overlapWinners }, draw) => ({
    overlapWinners: {
      ...overlapWinners,
      "some/path.py": pick(draw, ["numpy", "packaging", "uv", "torch", "tqdm"]),
    },
  })),
  "catalog: what is released often": withCatalog(({ releasedOften }, draw) => ({
    releasedOften: {
      ...releasedOften,
      [pick(draw, ["numpy", "packaging", "torch"])]: draw(90) + 1,
    },
  })),
  "catalog: snapshots of apt": withCatalog(({ ubuntu }, draw) => ({
    ubuntu: ubuntu.map((one) =>
      one.snapshots === undefined
        ? one
        : { ...one, snapshots: { ...one.snapshots, suites: [`suite-${draw(100)}`] } },
    ),
  })),
  "catalog: the uv that installs": withCatalog(({ uv }, draw) => ({
    uv: { ...uv, version: `0.9.${draw(100)}`, wheelSha256: fresh(draw) },
  })),
  "catalog: drivers": withCatalog(({ gpus }, draw) => ({
    gpus: gpus.filter(() => draw(10) > 0),
  })),
  "config: slim": (world) =>
    again({ ...world, request: { ...world.request, slim: !world.request.slim } }, NOW),
  "config: bytecode": (world) =>
    again({ ...world, request: { ...world.request, bytecode: !world.request.bytecode } }, NOW),
  "config: sudo": (world) =>
    again({ ...world, request: { ...world.request, sudo: !world.request.sudo } }, NOW),
  "config: what is required": (world, draw) => ({
    ...world,
    request: { ...world.request, smoke: { require: pick(draw, ["cpu", "gpu", "covered"]) } },
  }),
  "config: cudnn": (world, draw) => ({
    ...world,
    request: { ...world.request, cudnn: pick(draw, ["wheels", "system"]) },
  }),
  "own: a variable of all images": withOwn((draw) => ({ env: { A: `${draw(3)}`, B: "x" } })),
  "own: a label of all images": withOwn((draw) => ({ labels: { "org.example.a": `${draw(3)}` } })),
  "own: a port and a working directory": withOwn((draw) => ({
    ports: [`${8000 + draw(3)}/tcp`],
    workdir: pick(draw, ["/home/dev", "/srv"]),
  })),
  "own: time zone and locale": withOwn((draw) => ({
    timezone: pick(draw, ["UTC", "Europe/Berlin"]),
    locale: pick(draw, ["C.UTF-8", "de_DE.UTF-8"]),
  })),
  "own: the user": withOwn((draw) => ({
    user: pick(draw, [{}, { name: "dev" }, { name: "ada" }, { uid: 1234 }, { gid: 100 }]),
  })),
  "own: apt packages": withOwn((draw) => ({ apt: [`own-${draw(3)}`] })),
  "own: a file's content": withOwnFile((draw) => ({ content: plainFile(`text ${draw(3)}`) })),
  "own: a file's mode": withOwnFile((draw) => ({ mode: pick(draw, [0o644, 0o600]) })),
  "own: a file's owner": withOwnFile((draw) => ({ owner: { uid: draw(2) * 1000, gid: 0 } })),
  "own: where a file lies here": withOwnFile((draw, { content }) => ({
    content: content.kind === "file" ? { ...content, source: `/here/${draw(1000)}` } : content,
  })),
  "own: steps": withOwn((draw) => ({
    run: Array.from({ length: draw(3) }, () => ({
      text: `echo ${draw(3)}`,
      network: draw(2) === 0,
    })),
  })),
  "own: an index": withOwn((draw) => ({
    index: [{ name: "own", url: `https://index.example/${draw(9)}` }].slice(draw(2)),
  })),
  "own: what a set has": withOwnCells((draw) => ({ set: `s${draw(5)}` })),
  "own: what a Python has": withOwnCells((draw) => ({ python: pick(draw, ["3.11", "3.13"]) })),
  "config: Pythons": (world, draw) =>
    again(
      {
        ...world,
        request: {
          ...world.request,
          matrix: {
            ...world.request.matrix,
            python: pick(draw, [
              ["ubuntu", "3.11", "3.13"],
              ["3.11", "3.13"],
              ["ubuntu", "3.13"],
            ]),
          },
        },
      },
      NOW,
    ),
  "config: what no image holds": (world, draw) => ({
    ...world,
    request: {
      ...world.request,
      engine: pick(draw, ["auto", "buildx", "podman"]),
      mirrors: { "docker.io": `mirror.example/${draw(9)}` },
      untagAfterDays: draw(90) + 1,
      apt: { maxAgeDays: draw(30) + 1 },
    },
  }),
  "config: the default": (world, draw) => ({
    ...world,
    request: { ...world.request, default: { set: `s${draw(5)}` } },
  }),
};
