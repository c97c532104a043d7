import type { Problem } from "../errors/error.ts";
import { notTriedText } from "../plan/failedCells.ts";
import { promoteImages, type Planned } from "../pipeline.ts";
import type { BuiltImage } from "../publish/builtImages.ts";
import type { Promoted } from "../publish/promoteTags.ts";
import type { Session } from "../session.ts";
import { keepReport } from "../smoke/describedImage.ts";
import type { Report } from "../smoke/smokeReport.ts";
import type { Retired } from "../store/retention.ts";
import type { System } from "../system/ports.ts";
import { journaledTags, type TagDigests } from "../publish/tagsInPlace.ts";
import { imagesToTest, type ImageDigests } from "./imagesToTest.ts";
import { retireOutside } from "./outsideCells.ts";
import { openPlanned, type WorkRequest } from "./openPlanned.ts";
import type { OutcomeOf } from "./outcomeOf.ts";

export interface PromoteRequest extends WorkRequest {
  readonly dryRun?: boolean;
  /** Whether a rolling tag also moves from an image that is neither older nor newer. */
  readonly replaceEqual?: boolean;
  /** The images, where another job handed them over. */
  readonly digests?: ImageDigests;
  /**
   * Cells whose probes were to be run; the tags of the others may stay without a proof. Absent:
   * all.
   */
  readonly tested?: ReadonlySet<string>;
  /** What jobs that may not write saw in the images; stored beside them first. */
  readonly proofs?: readonly Report[];
}

type Kept = Promoted["kept"][number];

export interface PromoteOutcome extends OutcomeOf<"promote", Promoted> {
  readonly images: readonly BuiltImage[];
  /** Cells that keep their tags as they should. */
  readonly expected: readonly Kept[];
  /** Accepted cells that have no image, so that nothing was judged or moved; absent where none. */
  readonly unbuilt?: readonly string[];
  /** What the rule for cells outside the matrix did, or would do; absent without one. */
  readonly retired?: Retired;
}

/**
 * Whether a cell keeps its tags as it should: a newer image has them, or its probes were left out
 * on purpose.
 */
const isExpected = ({ cell, code }: Kept, tested: ReadonlySet<string> | undefined): boolean =>
  code === "newer-there" ||
  (tested !== undefined && !tested.has(cell) && (code === "not-tested" || code === "not-proven"));

/** Those that were not tried are one problem, which says how many were. */
const problemsOf = (kept: readonly Kept[]): Problem[] => {
  const [first] = kept.filter(({ code }) => code === "not-tried");
  const cells = (code: Kept["code"]): string[] =>
    kept.filter((one) => one.code === code).map(({ cell }) => cell);
  return [
    ...kept
      .filter(({ code }) => code !== "not-tried")
      .map(({ code, message }) => ({ code, message })),
    ...(first === undefined
      ? []
      : [
          {
            code: first.code,
            message: notTriedText(cells("not-tried"), {
              tried: cells("not-read").length,
              message: first.message,
            }),
          },
        ]),
  ];
};

/** What the destination did not give is not the images' fault. */
const isUnread = ({ code }: Kept): boolean => code === "not-read" || code === "not-tried";

/** Stores the proofs that are about these images; one of any other image proves nothing here. */
const storeProofs = async (
  session: Session,
  planned: Planned,
  {
    proofs = [],
    dryRun = false,
    images,
  }: Pick<PromoteRequest, "proofs" | "dryRun"> & { readonly images: readonly BuiltImage[] },
): Promise<void> => {
  if (dryRun) return;
  const isOurs = ({ cell, digest }: Report): boolean =>
    images.some((image) => image.cell === cell && image.digest === digest);
  for (const proof of proofs.filter(isOurs)) await keepReport(session, planned, proof);
};

/**
 * The plan without the tags that were removed; undefined where none of its cells wants one of them.
 */
const withoutTags = (planned: Planned, removed: readonly string[]): Planned | undefined => {
  const wanted = new Set(planned.plan.cells.flatMap(({ tags }) => tags));
  if (!removed.some((tag) => wanted.has(tag))) return undefined;
  const gone = new Set(removed);
  const imageTags = new Set([...(planned.imageTags ?? [])].filter((tag) => !gone.has(tag)));
  return { ...planned, imageTags };
};

/** What two promotions did, the second of which looked at everything again. */
const both = (first: Promoted, second: Promoted): Promoted => ({
  ...second,
  moves: [...first.moves, ...second.moves],
});

/** Accepted cells that have no image, here or in the destination. */
const cellsWithout = (images: readonly BuiltImage[], { plan }: Planned): readonly string[] => {
  const there = new Set(images.map(({ cell }) => cell));
  return plan.cells
    .filter(
      ({ cell, verdict, state }) =>
        verdict === "accepted" && state !== "linked" && !there.has(cell),
    )
    .map(({ cell }) => cell);
};

/**
 * Moves tags to tested digests. Names that the rule for cells outside the matrix took from an image
 * go on to the next one in the same run. Exit 1 when an image lacks its proof or a tag is taken, 3
 * when only some could not be read; the others have moved by then.
 */
export const promote = async (sys: System, request: PromoteRequest): Promise<PromoteOutcome> => {
  const { session, planned, moved } = await openPlanned(sys, request, "made");
  const known = { journaled: await journaledTags(session.to, sys, planned.imageTags) };
  const images = await imagesToTest(session, planned, { ...known, digests: request.digests });
  await storeProofs(session, planned, { ...request, images });
  const move = (now: Planned, journaled: TagDigests): Promise<Promoted> =>
    sys.log.group("Moving tags", () =>
      promoteImages(session, now, {
        journaled,
        images,
        dryRun: request.dryRun === true,
        ties: request.replaceEqual === true ? "move" : "stay",
      }),
    );
  const first = await move(planned, known.journaled);
  const retired = await retireOutside(session, planned, { dryRun: request.dryRun === true });
  const left = withoutTags(planned, retired?.removed ?? []);
  const promoted = left === undefined ? first : both(first, await move(left, new Map()));
  const unexpected = promoted.kept.filter((kept) => !isExpected(kept, request.tested));
  const problems = [...moved, ...problemsOf(unexpected)];
  const unbuilt = cellsWithout(images, planned);
  const unread = moved.length === 0 && unexpected.every(isUnread);
  return {
    kind: "promote",
    result: promoted,
    images,
    expected: promoted.kept.filter((kept) => isExpected(kept, request.tested)),
    problems,
    ...(unbuilt.length === 0 ? {} : { unbuilt }),
    ...(retired === undefined ? {} : { retired }),
    exit: problems.length === 0 ? 0 : unread ? 3 : 1,
  };
};
