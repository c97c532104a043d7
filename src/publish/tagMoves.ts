import type { SmokeRequirement } from "../matrix/requestValues.ts";
import { checkReasons, type CheckReport } from "../inspect/checkReport.ts";
import { isStandInCell } from "../matrix/onStandIn.ts";
import { isOlder } from "./imageOrder.ts";
import { judgeProofs, type DecisionContext } from "../smoke/smokeRequirement.ts";
import type { Report } from "../smoke/smokeReport.ts";

/** An image that wants its tags. */
export interface Candidate {
  readonly cell: string;
  readonly digest: string;
  readonly immutable: string;
  /** In the order they move. */
  readonly rolling: readonly string[];
  /** See `orderOf`. Absent on images that are not ours. */
  readonly order?: string | undefined;
  /** Name of the cell's set, where its image says it: the tags of a set move together. */
  readonly set?: string | undefined;
  readonly standIn: boolean;
  readonly requirement: SmokeRequirement;
  /** Bound to this digest, the newest first. */
  readonly reports: readonly Report[];
  /** What the static checks found. */
  readonly checks: CheckReport;
  readonly context: DecisionContext;
}

/** What a tag names now. */
export interface TagState {
  readonly digest: string;
  readonly order?: string | undefined;
}

/** What becomes of a rolling tag whose image is neither older nor newer than the candidate. */
export type Ties = "stay" | "move";

export interface Move {
  readonly tag: string;
  readonly kind: "immutable" | "rolling" | "latest";
  readonly cell: string;
  readonly digest: string;
  /** As the candidate's. */
  readonly set?: string;
  readonly order?: string;
  /** Digest that the tag named before; absent for a new tag. */
  readonly from?: string;
}

/** What does not move, and why. */
export interface KeptTag {
  readonly cell: string;
  /** Absent when it is all tags of the cell. */
  readonly tag?: string;
  readonly code:
    | "stand-in"
    | "not-read"
    | "not-tried"
    | "wrong-image"
    | "image-broken"
    | "not-tested"
    | "check-failed"
    | "not-proven"
    | "tag-taken"
    | "newer-there"
    | "equal-there";
  readonly message: string;
}

export interface MovePlan {
  /** In the order they are made: immutable tags, rolling ones, `latest`. */
  readonly moves: readonly Move[];
  readonly kept: readonly KeptTag[];
}

const LATEST = "latest";

const whyKept = (candidate: Candidate, local: boolean): KeptTag | undefined => {
  const { cell, reports, requirement, context } = candidate;
  if (candidate.standIn && !local)
    return {
      cell,
      code: "stand-in",
      message: `${cell} is based on a stand-in for nvidia/cuda, which must stay on this machine.`,
    };
  if (reports.length === 0)
    return {
      cell,
      code: "not-tested",
      message:
        `${cell} was not tested: no report is attached to ${candidate.digest}. ` +
        `Test it: dl-env smoke --cells ${cell}`,
    };
  const wrong = checkReasons(candidate.checks);
  if (wrong.length > 0)
    return {
      cell,
      code: "check-failed",
      message: `${cell} failed its static checks. ${wrong.join(" ")}`,
    };
  const decision = judgeProofs(reports, requirement, context);
  return decision.ok
    ? undefined
    : {
        cell,
        code: "not-proven",
        message: `${cell} does not meet smoke.require: ${requirement}. ${decision.reasons.join(" ")}`,
      };
};

/** How the image that a tag does not move to is called: not by the tag once more. */
const imageOf = (cell: string, tag: string): string =>
  tag === cell ? "the one tested now" : `that of ${cell}`;

/** What stands in the way of a rolling tag's move to an image; undefined when nothing does. */
export const whyStays = (
  { cell, order }: Pick<Candidate, "cell" | "order">,
  { tag, there, ties }: { tag: string; there: TagState | undefined; ties: Ties },
): KeptTag | undefined => {
  if (there?.order === undefined || isOlder(there.order, order)) return undefined;
  if (isOlder(order, there.order))
    return {
      cell,
      tag,
      code: "newer-there",
      message: `${tag} stays with ${there.digest}, an image newer than ${imageOf(cell, tag)}.`,
    };
  return ties === "move"
    ? undefined
    : {
        cell,
        tag,
        code: "equal-there",
        message:
          `${tag} stays with ${there.digest}, an image neither older nor newer than ` +
          `${imageOf(cell, tag)}. To move it all the same: dl-env promote --replace-equal` +
          (isStandInCell(cell) ? " --stand-in" : ""),
      };
};

const moveOf = (
  candidate: Candidate,
  { tag, kind }: Pick<Move, "tag" | "kind">,
  there: TagState | undefined,
): Move => ({
  tag,
  kind,
  cell: candidate.cell,
  digest: candidate.digest,
  ...(candidate.set === undefined ? {} : { set: candidate.set }),
  ...(candidate.order === undefined ? {} : { order: candidate.order }),
  ...(there === undefined ? {} : { from: there.digest }),
});

/** Newest first; without an order label, last. */
const newestFirst = (a: Candidate, b: Candidate): number =>
  (a.order ?? "") < (b.order ?? "") ? 1 : (a.order ?? "") > (b.order ?? "") ? -1 : 0;

/** Why an immutable tag that names another image stays; undefined when it is free. */
export const whyTaken = (
  { cell, tag }: { readonly cell: string; readonly tag: string },
  there: TagState | undefined,
): KeptTag | undefined =>
  there === undefined
    ? undefined
    : {
        cell,
        code: "tag-taken",
        message: `${tag} points to another image (${there.digest}), and it never moves.`,
      };

const immutableMoves = (
  candidates: readonly Candidate[],
  current: ReadonlyMap<string, TagState>,
): { moves: Move[]; kept: KeptTag[]; free: Candidate[] } => {
  const moves: Move[] = [];
  const kept: KeptTag[] = [];
  const free: Candidate[] = [];
  for (const candidate of candidates) {
    const { cell, digest, immutable: tag } = candidate;
    const there = current.get(tag);
    const taken = there?.digest === digest ? undefined : whyTaken({ cell, tag }, there);
    if (taken !== undefined) {
      kept.push(taken);
      continue;
    }
    free.push(candidate);
    if (there === undefined) moves.push(moveOf(candidate, { tag, kind: "immutable" }, undefined));
  }
  return { moves, kept, free };
};

const rollingMoves = (
  candidates: readonly Candidate[],
  current: ReadonlyMap<string, TagState>,
  ties: Ties,
): { moves: Move[]; kept: KeptTag[] } => {
  const moves: Move[] = [];
  const kept: KeptTag[] = [];
  const decided = new Set<string>();
  for (const candidate of [...candidates].sort(newestFirst)) {
    for (const tag of candidate.rolling) {
      // The newest of several candidates has it.
      if (decided.has(tag)) continue;
      decided.add(tag);
      const there = current.get(tag);
      if (there?.digest === candidate.digest) continue;
      const stays = whyStays(candidate, { tag, there, ties });
      if (stays !== undefined) kept.push(stays);
      else
        moves.push(moveOf(candidate, { tag, kind: tag === LATEST ? "latest" : "rolling" }, there));
    }
  }
  return { moves, kept };
};

/** The candidates whose tags may move: what a tag names now matters for these alone. Pure. */
export const readyFor = (
  candidates: readonly Candidate[],
  to: { readonly local: boolean },
): readonly Candidate[] =>
  candidates.filter((candidate) => whyKept(candidate, to.local) === undefined);

/**
 * Which tags move, in which order, and what stays and why. Pure. `current` has what each tag names
 * now; tags that are not in it are free.
 */
export const planMoves = (
  candidates: readonly Candidate[],
  current: ReadonlyMap<string, TagState>,
  { local, ties = "stay" }: { readonly local: boolean; readonly ties?: Ties },
): MovePlan => {
  const immutable = immutableMoves(readyFor(candidates, { local }), current);
  const rolling = rollingMoves(immutable.free, current, ties);
  return {
    moves: [
      ...immutable.moves,
      ...rolling.moves.filter(({ kind }) => kind === "rolling"),
      ...rolling.moves.filter(({ kind }) => kind === "latest"),
    ],
    kept: [
      ...candidates.flatMap((candidate) => whyKept(candidate, local) ?? []),
      ...immutable.kept,
      ...rolling.kept,
    ],
  };
};
