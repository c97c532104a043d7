import type { Catalog } from "../catalog/facts.ts";
import { rangeChecker, type InRange } from "../catalog/inRange.ts";
import { isPreRelease, majorOf, minorOf } from "../catalog/versions.ts";
import type { Base } from "../matrix/base.ts";
import type { Cell } from "../matrix/cell.ts";
import { librariesOf, pinsIn, releasesFor } from "../matrix/libraryRelease.ts";
import type { Question } from "../matrix/question.ts";
import type { Reason } from "../matrix/reason.ts";
import type { Request } from "../matrix/request.ts";
import type { ScreenedCell } from "../matrix/screen.ts";
import type { Answer } from "../resolve/answer.ts";
import type { Lock } from "../resolve/lock.ts";
import { questionKey } from "../resolve/lockKey.ts";
import type { RecordedOrigins } from "../resolve/recordedOrigins.ts";
import { fewNames } from "../text/fewNames.ts";
import { memoized } from "../text/memoized.ts";
import { lockChecker } from "./lockRules.ts";
import type { Note } from "./note.ts";
import { originNotes, originReasons } from "./originRules.ts";
import { meantByPin, pinHolds } from "./pinHolds.ts";
import type { JudgedCell, Verdict } from "./verdict.ts";

export interface JudgeInputs {
  readonly request: Pick<Request, "pins" | "wheelCuda" | "slim" | "customization">;
  readonly catalog: Catalog;
  /** Where committed locks have packages from; absent: nothing is known of it. */
  readonly recorded?: RecordedOrigins;
  /** `questionKey` -> what the index said; a question without an answer was not asked. */
  readonly answers: ReadonlyMap<string, Answer>;
}

const isNotEmpty = (reasons: readonly Reason[]): reasons is readonly [Reason, ...Reason[]] =>
  reasons.length > 0;

const NOT_ASKED: Reason = {
  code: "not-asked",
  message: "The package index was not queried for this cell.",
  source: "resolver",
  hint: "dl-env plan",
};

const rejected = (reasons: readonly [Reason, ...Reason[]], base?: Base): Verdict => ({
  kind: "rejected",
  reasons,
  ...(base === undefined ? {} : { base }),
});

const nameList = new Intl.ListFormat("en-GB");

/** Which libraries of a cell come from a named index: `cuGraph and cuVS need`; empty where none. */
const neededBy = (
  index: string,
  cell: Cell,
  { request, catalog, inRange }: JudgeInputs & { readonly inRange: InRange },
): string => {
  const pins = pinsIn(cell.libraries, request.pins, catalog);
  const context = { request: { ...request, pins }, catalog, inRange };
  const titles = librariesOf(cell, catalog)
    .filter((library) =>
      releasesFor(library, cell, context).some((release) => release.index === index),
    )
    .map(({ title }) => title);
  return titles.length === 0
    ? ""
    : `${nameList.format(titles)} ${titles.length === 1 ? "needs" : "need"}`;
};

/** Pins that no package of a lock is held by, but for those that name another CUDA's package. */
const pinNotes = (
  lock: Lock,
  cell: Cell,
  { request, catalog }: Pick<JudgeInputs, "request" | "catalog">,
): Note[] => {
  const major = majorOf(cell.cuda);
  const ofOther = Object.entries(catalog.wheels).flatMap(([other, { marks }]) =>
    other === major ? [] : marks,
  );
  const packages = lock.wheels.map(({ name }) => name);
  return Object.keys(request.pins).flatMap((pin): Note[] => {
    if (pinHolds(pin, lock, catalog) || ofOther.some((mark) => pin.endsWith(mark))) return [];
    const [meant] = meantByPin(pin, packages, catalog);
    const why =
      meant === undefined ? "no package of the cell has that name" : `the cell has ${meant}`;
    return [
      {
        code: "pin-holds-nothing",
        message: `The pin of ${pin} holds nothing here: ${why}.`,
        source: "resolver",
      },
    ];
  });
};

/** Pre-releases in a lock, which are taken where no final release fits or one is asked for. */
const preReleaseNotes = ({ wheels }: Lock): Note[] => {
  const found = wheels.filter(({ version }) => isPreRelease(version));
  if (found.length === 0) return [];
  return [
    {
      code: "pre-release",
      message:
        `Pre-releases, since nothing final fits or one is asked for: ` +
        `${fewNames(found.map(({ name, version }) => `${name} ${version}`))}.`,
      source: "resolver",
    },
  ];
};

const unaskedNotes = (
  { unasked }: Extract<Answer, { kind: "locked" }>,
  cell: Cell,
  judge: AnswerJudge,
): Note[] =>
  unasked === undefined
    ? []
    : [
        {
          code: "index-not-asked",
          message:
            `${judge.neededBy(unasked.name, cell).replace(/ needs?$/, "")} ` +
            `for CUDA ${minorOf(cell.cuda)} may be newer on the index ${unasked.name}, which ` +
            `could not be queried (${unasked.cause}); this is what the default index has.`,
          source: "resolver",
        },
      ];

/** One note for all that give way to the same packages. */
const olderNotes = ({ older = [], wheels }: Lock): Note[] =>
  [...Map.groupBy(older, ({ sake }) => nameList.format(sake))].map(([sake, found]) => {
    const releases = found.map(({ name, newest }) => {
      const version = wheels.find((wheel) => wheel.name === name)?.version;
      return `${name} is ${version ?? "left out"} and not ${newest}`;
    });
    const why = sake === "" ? "In this set" : `For the sake of ${sake}`;
    return {
      code: "older-release",
      message:
        `${why}, ${nameList.format(releases)}: ` +
        "the newest for this CUDA and Python when it was resolved.",
      source: "resolver",
    };
  });

/** What verdicts on open cells are made with. */
interface AnswerJudge {
  readonly pinNotes: (lock: Lock, cell: Cell) => readonly Note[];
  readonly checkLock: (lock: Lock, cell: Cell) => readonly Reason[];
  readonly neededBy: (index: string, cell: Cell) => string;
  readonly originReasons: (lock: Lock) => readonly Reason[];
  readonly originNotes: (lock: Lock) => readonly Note[];
}

const unreachableReason = (
  { reason, index }: Extract<Answer, { kind: "unreachable" }>,
  cell: Cell,
  judge: AnswerJudge,
): Reason => {
  const needing = index === undefined ? "" : judge.neededBy(index.name, cell);
  if (index === undefined || needing === "") return reason;
  const message = `${needing} the package index ${index.name}, which could not be queried: ${index.cause}.`;
  return { ...reason, message };
};

/** The verdict on a cell that has a base and nothing against it. */
const byAnswer = (
  answer: Answer | undefined,
  { cell, base }: { readonly cell: Cell; readonly base: Base },
  judge: AnswerJudge,
): Verdict => {
  if (answer === undefined) return { kind: "unknown", reasons: [NOT_ASKED], base };
  switch (answer.kind) {
    case "locked": {
      const reasons = [...judge.checkLock(answer.lock, cell), ...judge.originReasons(answer.lock)];
      if (isNotEmpty(reasons)) return rejected(reasons, base);
      const notes = [
        ...unaskedNotes(answer, cell, judge),
        ...judge.pinNotes(answer.lock, cell),
        ...olderNotes(answer.lock),
        ...preReleaseNotes(answer.lock),
        ...judge.originNotes(answer.lock),
      ];
      const said = notes.length === 0 ? {} : { notes };
      return { kind: "accepted", base, lock: answer.lock.key, ...said };
    }
    case "conflict":
      return rejected(answer.reasons, base);
    case "unreachable":
      return { kind: "unknown", reasons: [unreachableReason(answer, cell, judge)], base };
  }
};

const answerJudge = (inputs: JudgeInputs): AnswerJudge => {
  const { request, catalog, recorded = new Map() } = inputs;
  const inRange = rangeChecker();
  const check = lockChecker(catalog, inRange);
  const checked = memoized(
    ({ lock, cell }: { readonly lock: Lock; readonly cell: Cell }) =>
      check(lock, { ...cell, wheelCuda: request.wheelCuda }),
    // Checks look at a lock, the minor of CUDA and the libraries.
    ({ lock, cell }) => `${lock.key} ${minorOf(cell.cuda)} ${cell.libraries.join()}`,
  );
  return {
    checkLock: (lock, cell) => checked({ lock, cell }),
    pinNotes: (lock, cell) => pinNotes(lock, cell, inputs),
    neededBy: (index, cell) => neededBy(index, cell, { ...inputs, inRange }),
    originReasons: (lock) => originReasons(lock, recorded, catalog),
    originNotes: (lock) => originNotes(lock, recorded, catalog),
  };
};

/**
 * Verdicts from what screening found and the resolver's answers, in this order: what the catalog
 * rejects is rejected whatever could not be queried; what could not be queried is unknown, never
 * accepted.
 */
export const judge = (screened: readonly ScreenedCell[], inputs: JudgeInputs): JudgedCell[] => {
  // Cells that ask the same share the question itself, and hashing it is most of the work.
  const keyOf = memoized((question: Question) => questionKey(question));
  const judge = answerJudge(inputs);
  const verdictOn = ({ cell, base, reasons, question }: ScreenedCell): Verdict => {
    if (isNotEmpty(reasons))
      return rejected(reasons, base.kind === "there" ? base.base : undefined);
    if (base.kind !== "there") return { kind: "unknown", reasons: [base.reason] };
    const answer = question === undefined ? undefined : inputs.answers.get(keyOf(question));
    return byAnswer(answer, { cell, base: base.base }, judge);
  };
  return screened.map((one) => ({ cell: one.cell, verdict: verdictOn(one) }));
};
