import { closureReader, type Damage } from "../registry/closure.ts";
import type { Repository } from "../registry/repository.ts";
import { bytes } from "../text/units.ts";
import type { ImageFacts } from "./publishedImage.ts";
import type { Candidate, KeptTag, MovePlan } from "./tagMoves.ts";

const sentence = ({ digest, size, what }: Damage): string =>
  `the ${what} ${digest}${size === undefined ? "" : ` (${bytes(size)})`}`;

const broken = (candidate: Candidate, damage: readonly Damage[], to: Repository): KeptTag => {
  const [first] = damage;
  const further = damage.length === 1 ? "" : ` and ${damage.length - 1} more`;
  return {
    cell: candidate.cell,
    code: "image-broken",
    message:
      `${candidate.cell} keeps its tags: in ${to.name} its image ${candidate.digest} lacks ` +
      `${first === undefined ? "nothing" : sentence(first)}${further}, or has it with another ` +
      "size. Make it again: dl-env build && dl-env smoke && dl-env promote",
  };
};

/** What is to be planned, and the images as they were read. */
export interface WholePlanning {
  readonly candidates: readonly Candidate[];
  readonly images: ReadonlyMap<string, Pick<ImageFacts, "manifest">>;
  /** Which tags move when these are all there are. */
  readonly plan: (candidates: readonly Candidate[]) => MovePlan;
}

/**
 * The moves to images of which every blob is there with its size: each digest is looked at once,
 * and only below images that get a tag. A cell whose image is damaged is kept, and its tags go to
 * the next candidate, if there is one.
 */
export const planWholeMoves = async (
  to: Repository,
  { candidates, images, plan }: WholePlanning,
): Promise<MovePlan> => {
  const reader = closureReader(to);
  const damaged = new Map<string, readonly Damage[]>();
  for (;;) {
    const whole = candidates.filter(({ digest }) => !damaged.has(digest));
    const moves = plan(whole);
    const found = await Promise.all(
      [...new Set(moves.moves.map(({ digest }) => digest))].map(async (digest) => {
        const image = images.get(digest);
        return [digest, image === undefined ? [] : await reader.damage(image.manifest)] as const;
      }),
    );
    const lacking = found.filter(([, damage]) => damage.length > 0);
    if (lacking.length === 0)
      return {
        ...moves,
        kept: [
          ...candidates.flatMap((candidate) => {
            const damage = damaged.get(candidate.digest);
            return damage === undefined ? [] : [broken(candidate, damage, to)];
          }),
          ...moves.kept,
        ],
      };
    for (const [digest, damage] of lacking) damaged.set(digest, damage);
  }
};
