import { COMMON_CONFIG } from "../../../src/image/commonConfig.ts";
import { hardwareLabels } from "../../../src/image/hardwareLabels.ts";
import { labelsOf, orderKey, wheelLabels } from "../../../src/image/labels.ts";
import { aptExtras } from "../../../src/image/aptRecipe.ts";
import { systemContext, systemRecipe } from "../../../src/image/systemRecipe.ts";
import type { Customization } from "../../../src/matrix/customization.ts";
import type { Cell } from "../../../src/matrix/cell.ts";
import type { AptLock, Lock, LockedWheel } from "../../../src/resolve/lock.ts";
import { hardwareOf } from "../../../src/verdict/hardware.ts";
import { baseTag, sha256, type World } from "./world.ts";

/** Texts that are held at the same time. */
const MOST = 20_000;

/** Work that is the same for the same text. */
const byText = <Value>(): ((key: string, make: () => Value) => Value) => {
  const made = new Map<string, Value>();
  return (key, make) => {
    const value = made.get(key) ?? make();
    if (made.size > MOST) made.clear();
    made.set(key, value);
    return value;
  };
};

/** Above this size a wheel has a layer of its own: the same files, in another image. */
const OWN_LAYER = 4_000_000;

/** Small wheels of as much together have a layer for each that is released often, at most eight. */
const [OFTEN_FROM, MOST_OFTEN] = [10_000_000, 8];

/** Of small wheels those that are released often, larger ones first. */
const oftenOf = (
  { catalog: { releasedOften } }: World,
  small: readonly LockedWheel[],
): LockedWheel[] => {
  const size = small.reduce((sum, { download }) => sum + download, 0);
  return small
    .filter(({ name }) => size >= OFTEN_FROM && name in releasedOften)
    .toSorted((a, b) => (releasedOften[b.name] ?? 0) - (releasedOften[a.name] ?? 0))
    .slice(0, MOST_OFTEN)
    .toSorted((a, b) => b.download - a.download);
};

/** Where the layer of a wheel stands: as the catalog's patterns say, large ones lower, by name. */
const place = ({ catalog }: World, { name, download }: LockedWheel): string => {
  const rank = catalog.layerOrder.findIndex((pattern) => {
    const [before = "", after] = pattern.split("*");
    return after === undefined ? name === before : name.startsWith(before) && name.endsWith(after);
  });
  const size = 99 - Math.floor(Math.log2(download + 1));
  return `${rank === -1 ? 99 : rank + 10} ${size} ${name}`;
};

/** The wheels of each layer, from the bottom up: by place, small ones, winners, frequent ones. */
const wheelsText = (world: World, { wheels }: Lock): string => {
  const winners = [...new Set(Object.values(world.catalog.overlapWinners).flat())];
  const sorted = wheels.toSorted((a, b) => (place(world, a) < place(world, b) ? -1 : 1));
  const others = sorted.filter(({ name }) => !winners.includes(name));
  const small = others.filter(({ download }) => download < OWN_LAYER);
  const often = oftenOf(world, small);
  const layers = [
    ...others.filter(({ download }) => download >= OWN_LAYER).map((wheel) => [wheel]),
    small.filter((one) => !often.includes(one)).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ...winners.map((winner) => wheels.filter(({ name }) => name === winner)),
    ...often.map((wheel) => [wheel]),
  ];
  return JSON.stringify(
    layers
      .filter((layer) => layer.length > 0)
      .map((layer) => layer.map(({ name, version, sha256: hash }) => [name, version, hash])),
  );
};

/** What dl-env.yml adds to a cell, as one text after another: the later ones count. */
const addedTo = ({ request }: World, cell: Cell): readonly Customization[] => {
  const { all, cells = [] } = request.customization ?? {};
  const named = cells.filter(({ pattern: { set, python, cuda } }) =>
    [
      set === undefined || set === cell.set,
      python === undefined || python === cell.python,
      cuda === undefined || cell.cuda === cuda,
    ].every(Boolean),
  );
  return [...(all === undefined ? [] : [all]), ...named.map((one) => one.customization)];
};

/** The configuration of a cell's image, and the labels that it has beside dl-env's. */
const configText = (world: World, cell: Cell): string => {
  const added = addedTo(world, cell);
  const last = (key: "workdir" | "timezone" | "locale"): string | undefined =>
    added.findLast((one) => one[key] !== undefined)?.[key];
  const byName = (key: "env" | "labels"): [string, string][] =>
    Object.entries(
      Object.assign({}, ...added.map((one) => one[key])) as Record<string, string>,
    ).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    COMMON_CONFIG,
    byName("env"),
    byName("labels"),
    [...new Set(added.flatMap(({ ports }) => ports))].toSorted(),
    last("workdir") ?? COMMON_CONFIG.workdir,
    last("timezone") ?? "UTC",
    last("locale") ?? "C.UTF-8",
    { name: "dev", uid: 1000, gid: 0, ...Object.assign({}, ...added.map(({ user }) => user)) },
  ]);
};

/** Files of one's own, by what of them is in the image. */
const ownText = (world: World, cell: Cell): string => {
  const added = addedTo(world, cell);
  const files = added.flatMap((one) =>
    one.files.flatMap((source) => world.sources.own?.get(source) ?? []),
  );
  const shown = files.map(({ path, mode, owner, content }) => [
    path,
    mode,
    owner ?? { uid: 0, gid: 0 },
    content.kind === "file" ? content.sha256 : content,
  ]);
  return JSON.stringify(shown);
};

/** Steps that run in the image, in their order. */
const stepsText = (world: World, cell: Cell): string =>
  JSON.stringify(
    addedTo(world, cell).flatMap(({ run }) => run.map(({ text, network }) => [text, network])),
  );

/** What dl-env.yml asks of apt for a cell: its packages, and what compiles its locale. */
const addedPackages = (world: World, cell: Cell): string[] => {
  const added = addedTo(world, cell);
  const locale = added.findLast((one) => one.locale !== undefined)?.locale ?? "C.UTF-8";
  return [...added.flatMap(({ apt }) => apt), ...(locale === "C.UTF-8" ? [] : ["locales"])];
};

/** What a cell asks of apt beside what every image has. */
const askedByLibraries = (world: World, cell: Cell): string[] => {
  const { catalog, request } = world;
  return cell.libraries
    .flatMap((name) => {
      const library = catalog.libraries.get(name);
      return [...(library?.apt ?? []), ...(request.slim ? [] : (library?.comfort ?? []))];
    })
    .filter((name) => cell.pythonFrom === "ubuntu" || !name.includes("{python}"))
    .map((name) => name.replace("{python}", cell.python))
    .concat(addedPackages(world, cell))
    .filter((name, at, all) => all.indexOf(name) === at)
    .sort();
};

/** The locales that the system layer must have. */
const localesOf = (world: World, cell: Cell): readonly string[] => {
  const comfort = world.request.slim ? [] : world.catalog.locales;
  const own = addedTo(world, cell).findLast((one) => one.locale !== undefined)?.locale;
  const isThere = own === undefined || own === "C.UTF-8" || comfort.includes(own);
  return isThere ? comfort : [...comfort, own];
};

const systemText = (world: World, cell: Cell, apt: AptLock): string => {
  const snapshots = world.catalog.ubuntu.find(({ name }) => name === apt.release)?.snapshots;
  const recipe = {
    apt,
    installer: world.sources.apt,
    ...(snapshots === undefined ? {} : { snapshots }),
  };
  const files = systemContext(
    systemRecipe(cell, recipe, {
      base: "",
      sudo: world.request.sudo,
      libraryPackages: askedByLibraries(world, cell),
      locales: localesOf(world, cell),
    }),
  );
  return JSON.stringify([files, apt.asOf, apt.snapshot, apt.asked, apt.packages]);
};

/** Labels follow from nothing but what their key names. */
const labelled = byText<string>();

/**
 * What the image of each cell is, written out from the world alone, by cell id: the base, the
 * folder in which its system layer is built, its Python, wheels by layer, files, configuration.
 * Keys of layers and recipes are in none of it.
 */
export const renderedImages = (world: World): ReadonlyMap<string, string> => {
  const { catalog, request, sources, apt, locks, bases } = world;
  const wheels = byText<string>();
  const systems = byText<string>();
  const filesOf = byText<string>();
  const hardware = byText<string>();
  const render = (cell: Cell, lock: Lock): string => {
    const base = bases.get(baseTag(cell));
    const release = apt.get(cell.ubuntu);
    if (release === undefined || base === undefined) throw new Error(`no apt or base: ${cell.id}`);
    const python =
      cell.pythonFrom === "standalone"
        ? catalog.pythons.find(({ minor }) => minor === cell.python)
        : undefined;
    const libraries = cell.libraries.join();
    const facts = hardware(`${lock.key} ${cell.cuda} ${libraries}`, () =>
      JSON.stringify(hardwareLabels(hardwareOf({ cell, lock }, catalog))),
    );
    const { smoke, wheelCuda, cudnn } = request;
    const says = [cell.id, lock.key, release.asOf, base.platform, smoke.require, wheelCuda, cudnn];
    const labels = labelled(`${says.join(" ")} ${facts}`, () =>
      JSON.stringify(
        labelsOf({
          cell,
          lock,
          wheels: wheelLabels(lock),
          apt: release,
          base: { tag: baseTag(cell), platformDigest: base.platform, asOf: "" },
          request,
          facts: JSON.parse(facts) as Record<string, string>,
        }),
      ),
    );
    const system = systems(
      `${cell.ubuntu} ${cell.pythonFrom} ${cell.pythonFrom === "ubuntu" ? cell.python : ""} ${askedByLibraries(world, cell).join()} ${localesOf(world, cell).join()}`,
      () => sha256(systemText(world, cell, release)),
    );
    const layers = wheels(lock.key + lock.wheels.map(({ download }) => download).join(), () =>
      sha256(wheelsText(world, lock)),
    );
    const files = filesOf(libraries, () =>
      sha256(
        JSON.stringify([
          sources.rootfs.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
          cell.libraries.map((name) => sources.probes.get(name)),
        ]),
      ),
    );
    return JSON.stringify([
      base.platform,
      system,
      aptExtras({
        ...cell,
        sudo: request.sudo,
        libraryPackages: askedByLibraries(world, cell),
      }),
      python === undefined ? null : [python.version, python.sha256],
      request.bytecode ? ["compiled for", cell.python] : null,
      layers,
      files,
      configText(world, cell),
      ownText(world, cell),
      stepsText(world, cell),
      labels,
      orderKey(cell, lock),
    ]);
  };
  return new Map(
    world.cells.map(({ cell, asks }) => {
      const lock = locks.get(asks);
      if (lock === undefined) throw new Error(`no lock: ${cell.id}`);
      return [cell.id, render(cell, lock)];
    }),
  );
};
