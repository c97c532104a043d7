import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare, satisfies } from "@renovatebot/pep440";
import pLimit from "p-limit";
import { loadCatalog } from "../src/catalog/load.ts";
import type { Catalog } from "../src/catalog/facts.ts";
import type { JudgedCell } from "../src/verdict/verdict.ts";
import { indexAccess } from "../src/resolve/indexAccess.ts";
import { openResolver, type Resolver } from "../src/resolve/resolve.ts";
import { ensureUv } from "../src/resolve/uv.ts";
import type { Log } from "../src/system/ports.ts";
import { realSystem } from "../src/system/realSystem.ts";
import { draw } from "./accepted/draw.ts";
import { chosen, install, interpreters, type Accepted } from "./accepted/install.ts";
import { followHint, outcomeOf } from "./accepted/followHint.ts";
import { judgeText, textOfId, type Judged } from "./accepted/judge.ts";
import {
  askPlain,
  nameOf,
  plainQuestion,
  worthless,
  type PlainAnswer,
  type PlainQuestion,
  type PlainUv,
} from "./accepted/plain.ts";
import { wrongWith } from "./accepted/reasons.ts";

/**
 * Draws cells at random, asks for our verdict, and judges it from first principles: an accepted
 * cell must resolve with plain uv to the same versions, a rejected one must not, nearest cells and
 * hints must be accepted when asked, and accepted cells must install and import.
 *
 * node bench/accepted.ts --seed 1 --cells 100 --install 5
 * --reasons: prints each reason once, as a person reads it.
 * --part 2/6: installs the second sixth only. --budget 8: gigabytes of wheels at most. --work DIR:
 * kept, so that a later part asks nothing again.
 */
const { values: given } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: {
    seed: { type: "string", default: "1" },
    cells: { type: "string", default: "40" },
    install: { type: "string", default: "0" },
    part: { type: "string", default: "1/1" },
    budget: { type: "string", default: "10" },
    work: { type: "string" },
    "only-install": { type: "boolean", default: false },
    reasons: { type: "boolean", default: false },
  },
});

/** Reasons that say nothing about what the package index has. */
const NOT_BY_PACKAGES = new Set([
  "no-base-image",
  "cuda-end-of-life",
  "ubuntu-end-of-life",
  "python-not-available",
  "python-pre-release",
  "two-cudnns",
]);
/** What resolves and is wrong all the same: it does not load, or is built for another CUDA. */
const RESOLVES_WRONGLY =
  /^(?:torchaudio-of-another-cuda|torch-of-another-cuda|xgboost-of-another-cuda|wheel-of-another-cuda|torch-without-cuda|cupy-without-cuda|polars-too-new-for-gpu|two-cudnn|placeholder-release)$/;

interface Bench {
  readonly catalog: Catalog;
  readonly resolver: Resolver;
  readonly plain: PlainUv;
}

const problems: string[] = [];
const tell = (kind: string, judged: Judged, cell: string, text: string): void => {
  problems.push(kind);
  console.log(
    `\n${kind}: ${cell}\n  ${text.trim().split("\n").slice(0, 12).join("\n  ")}\n  of: ${judged.text.trim().replaceAll("\n", "\n      ")}`,
  );
};

const counts = new Map<string, number>();
const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

/** Whether plain uv takes exactly these versions together. */
const holdsTogether = async (
  { plain }: Bench,
  ours: ReadonlyMap<string, string>,
  question: PlainQuestion,
): Promise<PlainAnswer> =>
  askPlain(plain, {
    ...question,
    requirements: [...ours].map(([name, version]) => `${name}==${version}`),
  });

/** Named libraries that are older than alone although nothing is said of it. */
const olderWithoutWord = async (
  { plain }: Bench,
  { cell, ours, said }: Chosen,
  question: PlainQuestion,
): Promise<string[]> => {
  const found = await Promise.all(
    question.requirements.map(async (requirement) => {
      const name = nameOf(requirement);
      const version = ours.get(name) ?? ours.get(name.replace(/-cu\d+$/, ""));
      if (version === undefined) return said.includes(name) ? [] : [`${requirement} is left out`];
      const alone = await askPlain(plain, { ...question, requirements: [requirement] });
      const newest = alone.versions.get(name);
      if (!alone.ok || newest === undefined || worthless(alone, cell.cuda) !== undefined) return [];
      return compare(version, newest) < 0 && !said.includes(`${name} is ${version} and not`)
        ? [`${name} is ${version}, alone ${newest}`]
        : [];
    }),
  );
  return found.flat();
};

/** Pins that a cell's versions do not keep, and those that hold nothing without a word. */
const pinFaults = ({ cell, ours, said }: Chosen, pins: Judged["request"]["pins"]): string[] =>
  Object.entries(pins).flatMap(([name, pin]) => {
    const held = [...ours].filter(
      ([one]) => one === name || one.replace(/-(?:cu|cuda)\d+x?$/, "") === name,
    );
    const ofOther = cell.cuda.startsWith("12") ? /-cu13$|-cuda13/ : /-cu12$|-cuda12/;
    if (held.length === 0)
      return ofOther.test(name) || said.includes(`The pin of ${name} holds nothing`)
        ? []
        : [`the pin of ${name} holds nothing, and nobody says so`];
    const range = /^\d/.test(pin) ? `==${pin}` : pin;
    return held
      .filter(([, version]) => !satisfies(version, range))
      .map(([one, version]) => `${one} ${version} against the pin ${name} ${pin}`);
  });

/** What of an accepted cell's CUDA is not as it should be. */
const cudaFaults = ({ cell, ours, said }: Chosen, sameMajor: boolean): string[] => {
  const [major = "", minor = ""] = cell.cuda.split(".");
  const [toolkit, torch] = [ours.get("cuda-toolkit"), ours.get("torch")];
  const wrong = worthless({ ok: true, versions: ours, text: "" }, cell.cuda);
  const builds = ["12.6", "12.8", "12.9", "13.0", "13.2"].includes(`${major}.${minor}`);
  return [
    ...(wrong === undefined ? [] : [wrong]),
    ...(!sameMajor && toolkit !== undefined && !toolkit.startsWith(`${major}.${minor}.`)
      ? [`cuda-toolkit ${toolkit}`]
      : []),
    // What a package brings is whatever fits; only what is named is to be PyTorch's own.
    ...(torch !== undefined &&
    cell.libraries.includes("torch") &&
    builds &&
    !torch.includes("+") &&
    !said.includes("pytorch-cu")
      ? [`torch ${torch} of the default index, and nobody says that PyTorch's was not asked`]
      : []),
  ];
};

interface Chosen {
  readonly cell: JudgedCell["cell"];
  readonly ours: ReadonlyMap<string, string>;
  /** What is said of the cell. */
  readonly said: string;
}

const checkAccepted = async (
  bench: Bench,
  judged: Judged,
  { cell, verdict }: JudgedCell,
): Promise<void> => {
  if (verdict.kind !== "accepted") return;
  const { pins, wheelCuda } = judged.request;
  const question = plainQuestion(cell, pins, wheelCuda === "same-major");
  const lock = judged.locks.get(verdict.lock);
  const ours = new Map((lock?.wheels ?? []).map(({ name, version }) => [name, version]));
  const said = (verdict.notes ?? []).map(({ message }) => message).join("\n");
  const chosenVersions = { cell, ours, said };
  const together = await holdsTogether(bench, ours, question);
  count("accepted");
  if (!together.ok) tell("ACCEPTED BUT DOES NOT RESOLVE", judged, cell.id, together.text);
  const faults: readonly (readonly [string, readonly string[]])[] = [
    ["PIN NOT HELD", pinFaults(chosenVersions, pins)],
    ["WRONG CUDA", cudaFaults(chosenVersions, wheelCuda === "same-major")],
    ["OLDER WITHOUT A WORD", await olderWithoutWord(bench, chosenVersions, question)],
  ];
  for (const [kind, texts] of faults)
    if (texts.length > 0) tell(kind, judged, cell.id, `${texts.join("\n")}\nsaid: ${said}`);
};

/** An unknown cell must be one that the index in reach cannot answer. */
const checkUnknown = async (
  { plain }: Bench,
  judged: Judged,
  { cell, verdict }: JudgedCell,
): Promise<void> => {
  if (verdict.kind !== "unknown") return;
  const [{ code, message }] = verdict.reasons;
  if (!code.startsWith("index-")) return count(`unknown (${code})`);
  const { pins, wheelCuda } = judged.request;
  const answer = await askPlain(plain, plainQuestion(cell, pins, wheelCuda === "same-major"));
  const useless = !answer.ok || worthless(answer, cell.cuda) !== undefined;
  count(useless ? "unknown, and plain uv has no answer" : "unknown, yet plain uv resolves it");
  if (!useless) tell("UNKNOWN BUT RESOLVES", judged, cell.id, message);
};

const checkRejected = async (
  { plain }: Bench,
  judged: Judged,
  { cell, verdict }: JudgedCell,
): Promise<void> => {
  if (verdict.kind !== "rejected") return;
  const byPackages = verdict.reasons.filter(({ code }) => !NOT_BY_PACKAGES.has(code));
  if (byPackages.length === 0) return count("rejected for its base, Python or flavor");
  if (byPackages.every(({ code }) => RESOLVES_WRONGLY.test(code)))
    return count("rejected although it resolves: wrong wheels");
  const { pins, wheelCuda } = judged.request;
  const answer = await askPlain(plain, plainQuestion(cell, pins, wheelCuda === "same-major"));
  const wrong = answer.ok ? worthless(answer, cell.cuda) : undefined;
  if (wrong !== undefined) return count("rejected, and plain uv gives a torch for another CUDA");
  count(
    answer.ok ? "rejected, yet plain uv resolves it" : "rejected, and plain uv does not resolve it",
  );
  if (answer.ok)
    tell(
      "REJECTED BUT RESOLVES",
      judged,
      cell.id,
      verdict.reasons.map(({ code, message }) => `${code}: ${message}`).join("\n"),
    );
};

const checkNearest = async (
  bench: Bench,
  judged: Judged,
  { cell, verdict }: JudgedCell,
): Promise<void> => {
  if (verdict.kind !== "rejected") return;
  const { nearest } = verdict.reasons[0];
  if (nearest === undefined) {
    count("rejected, without a nearest cell");
    return tell(
      "NO NEAREST",
      judged,
      cell.id,
      verdict.reasons.map(({ code, message }) => `${code}: ${message}`).join("\n"),
    );
  }
  const { kind, told } = await outcomeOf(textOfId(judged.text, nearest), bench);
  count(`nearest cell ${kind} when asked alone`);
  if (kind !== "accepted") tell("NEAREST IS NOT ACCEPTED", judged, cell.id, `${nearest}: ${told}`);
};

const checkHint = async (
  bench: Bench,
  judged: Judged,
  { cell, verdict }: JudgedCell,
): Promise<void> => {
  if (verdict.kind !== "rejected" || verdict.reasons.length > 1) return;
  const [{ hint = "", code, message }] = verdict.reasons;
  const outcome = await followHint(judged, { cell, verdict }, bench);
  if (outcome === undefined) return count(`hint without lines for dl-env.yml (${code})`);
  const { kind, told } = outcome;
  count(`hint followed: ${kind}`);
  if (kind !== "accepted" && kind !== "unknown")
    tell(
      "HINT DOES NOT HELP",
      judged,
      cell.id,
      `${code}: ${message}\n${hint}\nthen ${kind}: ${told}`,
    );
};

const checkReasons = (judged: Judged, { cell, verdict }: JudgedCell): void => {
  if (verdict.kind === "accepted") return;
  for (const reason of verdict.reasons) {
    count("reasons read");
    const wrong = wrongWith(reason);
    if (wrong.length > 0)
      tell(
        "REASON",
        judged,
        cell.id,
        `${reason.code}: ${reason.message}\nhint: ${reason.hint ?? "-"}\n${wrong.join("\n")}`,
      );
  }
};

const reasonTexts = (cell: string, verdict: JudgedCell["verdict"]): string[] =>
  verdict.kind === "accepted"
    ? []
    : verdict.reasons.map(
        ({ code, message, hint = "-" }) =>
          `${verdict.kind}: ${message} [${code}]\n  ${hint.replaceAll(cell, "CELL").replaceAll("\n", "\n  ")}`,
      );

const judgeDrawn = async (bench: Bench, seed: number, wanted: number): Promise<Judged[]> => {
  const all: Judged[] = [];
  let cells = 0;
  for (const { text } of draw(seed, bench.catalog)) {
    const judged = await judgeText(text, bench.catalog, bench.resolver);
    all.push(judged);
    cells += judged.cells.length;
    if (cells >= wanted) return all;
  }
  return all;
};

const installSome = async (bench: Bench, all: readonly Judged[]): Promise<void> => {
  const accepted: Accepted[] = all.flatMap(({ cells, locks }) =>
    cells.flatMap(({ cell, verdict }) => {
      const lock = verdict.kind === "accepted" ? locks.get(verdict.lock) : undefined;
      return lock === undefined ? [] : [{ cell, lock }];
    }),
  );
  const pythons = await interpreters();
  const here = accepted.filter(({ cell }) => pythons.has(cell.python));
  for (const python of new Set(
    accepted.map(({ cell }) => cell.python).filter((version) => !pythons.has(version)),
  ))
    console.log(`Python ${python}: skipped: no interpreter`);
  const picked = chosen(here, Number(given.install), Number(given.budget) * 1e9);
  const [part = 1, parts = 1] = given.part.split("/").map(Number);
  const size = Math.ceil(picked.length / parts);
  for (const one of picked.slice((part - 1) * size, part * size)) {
    const started = performance.now();
    const result = await install(bench.plain, one, bench.catalog, pythons);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const name = `${one.cell.id} (${one.cell.libraries.join(", ")})`;
    if (result.kind === "installed") {
      console.log(
        `installed in ${seconds} s: ${name}: ${result.packages} packages, ${result.imported.length} imports, ${result.noDriver.length} want a driver, ${result.broken.length} broken`,
      );
      count("cells installed");
      for (const _ of result.imported) count("imports that ran");
      for (const _ of result.noDriver) count("imports that want a driver");
      for (const { name: library, text } of result.broken) {
        problems.push("import");
        console.log(
          `BROKEN IMPORT of ${library} in ${one.cell.id}:\n  ${text.split("\n").slice(-8).join("\n  ")}`,
        );
      }
    } else {
      console.log(`${result.kind}: ${name}: ${result.why.trim()}`);
      if (result.kind === "failed") problems.push("install");
    }
  }
};

const silent: Log = {
  info: () => {},
  warn: () => {},
  debug: () => {},
  group: (_, work) => work(),
  progress: () => {},
};

const work = given.work ?? mkdtempSync(join(tmpdir(), "dl-env-bench-"));
mkdirSync(work, { recursive: true });
Object.assign(process.env, { XDG_CACHE_HOME: `${work}/cache`, UV_CACHE_DIR: `${work}/uv` });
const sys = realSystem({ log: silent });
const catalog = await loadCatalog(sys);
const resolver = openResolver(sys, {
  tool: catalog.uv,
  indexes: catalog.indexes,
  mirrors: {},
  maxAge: 24 * 3_600_000,
});
try {
  const uv = await ensureUv(sys, catalog.uv);
  const access = await (await indexAccess(sys, { uv, work }, false))([]);
  const bench: Bench = {
    catalog,
    resolver,
    plain: { uv: uv.path, python: "/usr/bin/python3", env: { ...process.env, ...access }, work },
  };
  const started = performance.now();
  const all = await judgeDrawn(bench, Number(given.seed), Number(given.cells));
  const cells = all.flatMap((judged) => judged.cells.map((cell) => ({ judged, cell })));
  const kinds = Map.groupBy(cells, ({ cell }) => cell.verdict.kind);
  console.log(
    `seed ${given.seed}: ${cells.length} cells of ${all.length} matrices judged in ${((performance.now() - started) / 1000).toFixed(0)} s with ${resolver.runs()} runs of uv: ${[...kinds].map(([kind, list]) => `${list.length} ${kind}`).join(", ")}`,
  );
  if (!given["only-install"]) {
    const limit = pLimit(4);
    for (const check of [checkAccepted, checkUnknown, checkRejected, checkNearest, checkHint])
      await Promise.all(cells.map(({ judged, cell }) => limit(() => check(bench, judged, cell))));
    for (const { judged, cell } of cells) checkReasons(judged, cell);
    if (given.reasons)
      for (const text of new Set(
        cells.flatMap(({ cell: { cell, verdict } }) => reasonTexts(cell.id, verdict)),
      ))
        console.log(`\n${text}`);
  }
  await installSome(bench, all);
} finally {
  await resolver.close();
  if (given.work === undefined) rmSync(work, { recursive: true, force: true });
}
console.log(
  `\n${[...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, number]) => `${number} ${what}`)
    .join("\n")}`,
);
console.log(
  `${problems.length} disagreements${problems.length === 0 ? "" : `: ${[...Map.groupBy(problems, (kind) => kind)].map(([kind, list]) => `${list.length} ${kind}`).join(", ")}`}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
