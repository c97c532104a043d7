import { parseArgs } from "node:util";
import { loadCatalog } from "../src/catalog/load.ts";
import { DlEnvError } from "../src/errors/error.ts";
import { planCells, type Planned } from "../src/pipeline.ts";
import { sessionWith } from "../src/session.ts";
import { hostFrom } from "../src/suggest/pickHost.ts";
import { pick, type Choice } from "../src/suggest/pick.ts";
import { pickRequest } from "../src/suggest/pickRequest.ts";
import type { Log } from "../src/system/ports.ts";
import { realSystem } from "../src/system/realSystem.ts";

/**
 * Picks for many cards, drivers and sets, each judged by NVIDIA's tables as they are written here
 * and not in the catalog: the release notes' drivers of each CUDA, the compute capabilities of
 * cards, the first CUDA and driver branch of each architecture, and the last.
 *
 * node bench/picks.ts --seed 1 --picks 200
 */
const { values: given } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    picks: { type: "string", default: "200" },
    offline: { type: "boolean", default: false },
  },
});

/** Table 2 of the CUDA release notes: the Linux driver of each x.y GA. */
const OWN: Readonly<Record<string, string>> = {
  "12.4": "550.54.14",
  "12.5": "555.42.02",
  "12.6": "560.28.03",
  "12.8": "570.26",
  "12.9": "575.51.03",
  "13.0": "580.65.06",
  "13.1": "590.44.01",
};
/** RAPIDS' platform support from 25.12 on: CUDA 12.2's branch. */
const RAPIDS = "535";
/** Its table 1: minor-version compatibility. */
const LEAST: Readonly<Record<string, string>> = { "12": "525.60.13", "13": "580.65.06" };

interface Card {
  readonly name: string;
  readonly cc: string;
  /** First and last driver branch that knows the card. */
  readonly branches?: readonly [number, number];
}
const CARDS: readonly Card[] = [
  { name: "GTX 1080 Ti", cc: "6.1", branches: [375, 580] },
  { name: "P100", cc: "6.0", branches: [375, 580] },
  { name: "V100", cc: "7.0", branches: [384, 580] },
  { name: "GTX 1660 SUPER", cc: "7.5" },
  { name: "T4", cc: "7.5" },
  { name: "RTX 2080 Ti", cc: "7.5" },
  { name: "A100", cc: "8.0" },
  { name: "RTX 3090", cc: "8.6" },
  { name: "RTX A4500", cc: "8.6" },
  { name: "L40S", cc: "8.9" },
  { name: "RTX 4090", cc: "8.9" },
  { name: "RTX 3500 Ada", cc: "8.9" },
  { name: "H100", cc: "9.0" },
  { name: "H200", cc: "9.0" },
  { name: "B200", cc: "10.0", branches: [570, 999] },
  { name: "RTX 5090", cc: "12.0", branches: [570, 999] },
  { name: "RTX PRO 6000 Blackwell Workstation Edition", cc: "12.0", branches: [570, 999] },
  // In machines with an Arm processor only: no driver of a PC knows them.
  { name: "NVIDIA GB10", cc: "12.1", branches: [999, 0] },
  { name: "NVIDIA GH200 480GB", cc: "9.0", branches: [999, 0] },
  { name: "NVIDIA GB200", cc: "10.0", branches: [999, 0] },
];
const DRIVERS = [
  "470.256.02",
  "525.147.05",
  "535.183.01",
  "545.23.08",
  "550.54.15",
  "550.163.01",
  "555.42.06",
  "560.35.05",
  "570.124.06",
  "570.211.01",
  "575.57.08",
  "580.95.05",
  "590.48.01",
];
const SETS = [["numpy"], ["cupy"], ["torch"], ["cudf"], ["xgboost"], ["torch", "cudf"]];

/** By number, part for part. */
const compare = (a: string, b: string): number => {
  const [left, right] = [a, b].map((text) => text.split(".").map(Number));
  for (const [at, value] of (left ?? []).entries()) {
    const other = right?.[at] ?? 0;
    if (value !== other) return value - other;
  }
  return 0;
};
const minorOf = (cuda: string): string => cuda.split(".").slice(0, 2).join(".");

/** Whether CUDA knows a card: code for it, from its first to its last toolkit. */
const knowsCard = (cuda: string, cc: string): boolean => {
  const first = compare(cc, "10.0") >= 0 ? (cc === "12.1" || cc === "10.3" ? "12.9" : "12.8") : "0";
  return compare(cuda, first) >= 0 && (compare(cuda, "13.0") < 0 || compare(cc, "7.5") >= 0);
};

/** Architectures of torch's builds, from PyTorch's own build lists. */
const torchHas = (version: string, cuda: string, cc: string): boolean => {
  if (cuda.startsWith("13")) return compare(cc, "7.5") >= 0;
  if (compare(cuda, "12.8") >= 0)
    return compare(cc, "7.0") >= 0 && (compare(cc, "7.5") >= 0 || compare(version, "2.8") >= 0);
  return compare(cc, "9.0") <= 0;
};

const runsCuda = (driver: string, cuda: string): boolean => {
  const own = OWN[minorOf(cuda)];
  const least = LEAST[cuda.split(".")[0] ?? ""] ?? "999";
  return (own !== undefined && compare(driver, own) >= 0) || compare(driver, least) >= 0;
};

const isOwn = (driver: string, cuda: string): boolean =>
  compare(driver, OWN[minorOf(cuda)] ?? "999") >= 0;

const hasBranch = ({ branches: [first, last] = [0, 999] }: Card, driver: string): boolean => {
  const branch = Number(driver.split(".")[0]);
  return branch >= first && branch <= last;
};

const fits = (
  card: Card,
  driver: string,
  { cell, lock }: Pick<Choice, "cell" | "lock">,
): boolean => {
  const torch = lock.wheels.find(({ name }) => name === "torch")?.version;
  return (
    hasBranch(card, driver) &&
    runsCuda(driver, cell.cuda) &&
    knowsCard(minorOf(cell.cuda), card.cc) &&
    (torch === undefined || torchHas(torch, minorOf(cell.cuda), card.cc)) &&
    // RAPIDS starts with Volta, XGBoost's wheels with Turing; those of 3.1 to 3.3 for CUDA 12 were
    // not looked into, and the pick says so.
    (!lock.wheels.some(({ name }) => name.startsWith("cudf-cu")) ||
      (compare(card.cc, "7.0") >= 0 && compare(driver, RAPIDS) >= 0)) &&
    (!lock.wheels.some(({ name }) => name.startsWith("xgboost-cu")) || compare(card.cc, "7.5") >= 0)
  );
};

/** What is wrong with one pick; empty when nothing is. */
const wrongWith = (
  { card, driver }: { readonly card: Card; readonly driver: string },
  chosen: readonly Choice[],
  { judged, locks }: Pick<Planned, "judged" | "locks">,
): string[] => {
  const accepted = judged.flatMap(({ cell, verdict }) => {
    const lock = verdict.kind === "accepted" ? locks.get(verdict.lock) : undefined;
    return lock === undefined ? [] : [{ cell, lock }];
  });
  const possible = accepted.filter((one) => fits(card, driver, one));
  const [best] = chosen;
  if (best === undefined)
    return possible.length === 0 ? [] : [`nothing, but ${possible[0]?.cell.id} fits`];
  const unfit = chosen.filter((one) => !fits(card, driver, one)).map(({ cell }) => cell.id);
  const own = possible
    .filter(({ cell }) => isOwn(driver, cell.cuda))
    .sort((a, b) => compare(b.cell.cuda, a.cell.cuda));
  const newest = own[0]?.cell.cuda;
  return [
    ...unfit.map((id) => `${id} does not run`),
    ...(newest !== undefined && minorOf(newest) !== minorOf(best.cell.cuda)
      ? [`CUDA ${best.cell.cuda}, but ${newest} is the driver's own`]
      : []),
  ];
};

const silent: Log = {
  info: () => {},
  warn: () => {},
  debug: () => {},
  group: (_, work) => work(),
  progress: () => {},
};
const sys = realSystem({ log: silent });
const catalog = await loadCatalog(sys);
const today = catalog.asOf;

/** The cells of a set, judged once for all hosts: with the releases' own Pythons, then with all. */
const planned = async (set: readonly string[], everyPython: boolean): Promise<Planned> => {
  const request = pickRequest({ libraries: [...set], everyPython }, catalog, today);
  const options = { offline: given.offline };
  return planCells(sessionWith(sys, { request, catalog, folder: sys.env.cwd, options }));
};

let state = Number(given.seed);
const roll = (below: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((state / 4_294_967_296) * below);
};

const plans = new Map<string, Promise<Planned>>();
const planOf = (set: readonly string[], everyPython: boolean): Promise<Planned> => {
  const key = `${set.join()} ${everyPython}`;
  const found = plans.get(key) ?? planned(set, everyPython);
  plans.set(key, found);
  return found;
};

const counts = { picked: 0, nothing: 0, refused: 0, wrong: 0 };
for (let at = 0; at < Number(given.picks); at += 1) {
  const card = CARDS[roll(CARDS.length)];
  const driver = DRIVERS[roll(DRIVERS.length)] ?? "";
  const set = SETS[roll(SETS.length)] ?? [];
  const runtime = roll(2) === 0 ? "docker" : "podman";
  if (card === undefined) throw new Error("no card");
  const about = `${card.name}, driver ${driver}, ${set.join()}, ${runtime}`;
  try {
    const host = hostFrom({ gpu: card.name, driver, runtime }, catalog);
    const own = await planOf(set, false);
    const first = pick({ ...own, host, catalog, again: "dl-env pick" });
    const plan = first.best === undefined ? await planOf(set, true) : own;
    const { best, alternatives } =
      first.best === undefined ? pick({ ...plan, host, catalog, again: "dl-env pick" }) : first;
    const wrong = wrongWith(
      { card, driver },
      best === undefined ? [] : [best, ...alternatives],
      plan,
    );
    if (best === undefined) counts.nothing += 1;
    else counts.picked += 1;
    if (wrong.length > 0) {
      counts.wrong += 1;
      console.log(`${about}: ${wrong.join("; ")}`);
    }
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    counts.refused += 1;
    // Refused is right only where no driver of that branch knows the card.
    if (hasBranch(card, driver)) {
      counts.wrong += 1;
      console.log(`${about}: refused: ${error.message}`);
    }
  }
}
console.log(
  `${given.picks} picks: ${counts.picked} with a cell, ${counts.nothing} with none, ${counts.refused} refused; ${counts.wrong} against the tables`,
);
process.exitCode = counts.wrong === 0 ? 0 : 1;
