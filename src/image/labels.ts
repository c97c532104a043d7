import { namesInSet } from "../matrix/ownPackages.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Request } from "../matrix/request.ts";
import { DEFAULT_USER, userText, type ImageUser } from "../matrix/imageUser.ts";
import type { RunStep } from "../matrix/customization.ts";
import type { Base } from "../matrix/base.ts";
import type { AptLock, Lock } from "../resolve/lock.ts";

/** Of every label of ours. */
export const LABEL_PREFIX = "io.github.dl-env.";

/**
 * What promotion compares first before a rolling tag moves: CUDA, Ubuntu, Python, then the time of
 * the lock. Base and apt, which come after it, are in the image's config and on APT_LABEL.
 */
export const ORDER_LABEL = `${LABEL_PREFIX}order`;
/** ISO date of the apt packages. */
export const APT_LABEL = `${LABEL_PREFIX}apt`;
/** `true` on images that stand on a stand-in base: never promoted to a registry of others. */
export const STAND_IN_LABEL = `${LABEL_PREFIX}stand-in`;
const SMOKE_LABEL = `${LABEL_PREFIX}smoke.require`;
/**
 * On the manifest of a linked image: the key of its recipe, which says more than all of its labels.
 */
export const RECIPE_ANNOTATION = `${LABEL_PREFIX}recipe`;
/** Id of the cell that an image is. */
export const CELL_LABEL = `${LABEL_PREFIX}cell`;
const LOCK_LABEL = `${LABEL_PREFIX}lock`;

const BASE_DIGEST_LABEL = "org.opencontainers.image.base.digest";

const STAND_IN_UBUNTU = "stand-in";

/**
 * Packages whose version says which CUDA or cuDNN wheels bring: the runtime, the toolkit's own pin,
 * cuDNN, and what is built against them.
 */
const CUDA_PACKAGES =
  /^(cuda-toolkit|nvidia-cuda-runtime(-cu\d+)?|nvidia-cudnn(-cu\d+)?|nvidia-nccl(-cu\d+)?|torch|cupy-cuda\d+x|libcudf-cu\d+)$/;

export interface LabelInput {
  readonly cell: Cell;
  readonly lock: Pick<Lock, "key">;
  /** What `wheelLabels` says of the lock. */
  readonly wheels: Readonly<Record<string, string>>;
  readonly apt: AptLock;
  readonly base: Base;
  readonly request: Pick<Request, "smoke" | "wheelCuda" | "cudnn" | "slim">;
  /** Further labels without the prefix: drivers, GPU architectures. */
  readonly facts?: Readonly<Record<string, string>>;
}

const isRuntime = (name: string): boolean => /^nvidia-cuda-runtime(-cu\d+)?$/.test(name);

const padded = (version: string): string =>
  version
    .split(".")
    .map((part) => part.padStart(4, "0"))
    .join(".");

/**
 * Sorts as text: a later candidate of a rolling tag has a larger one. A stand-in comes before every
 * Ubuntu.
 */
export const orderKey = (cell: Cell, lock: Pick<Lock, "created">): string =>
  [
    padded(cell.cuda),
    cell.ubuntu === STAND_IN_UBUNTU ? "0" : padded(cell.ubuntu),
    padded(cell.python),
    lock.created,
  ].join(" ");

const titleOf = (cell: Cell): string =>
  `Deep learning image: ${cell.set}, CUDA ${cell.cuda}, ` +
  `${cell.ubuntu === STAND_IN_UBUNTU ? "stand-in base" : `Ubuntu ${cell.ubuntu}`}, Python ${cell.python}`;

/**
 * Not the digest of the index: another platform's re-push changes it, and nothing in this image.
 */
const baseLabels = (base: Base): Record<string, string> => ({
  "org.opencontainers.image.base.name": base.tag,
  ...(base.platformDigest === undefined ? {} : { [BASE_DIGEST_LABEL]: base.platformDigest }),
});

/** What a plan says of a cell, as far as labels say the same of its image. */
export interface ImageIdentity {
  readonly cell: string;
  readonly lock?: Pick<Lock, "key">;
  readonly base?: Pick<Base, "platformDigest">;
}

/** The labels that tell the image of one cell from that of another. */
export const identityLabels = ({ cell, lock, base }: ImageIdentity): Record<string, string> => ({
  [CELL_LABEL]: cell,
  ...(lock === undefined ? {} : { [LOCK_LABEL]: lock.key }),
  ...(base?.platformDigest === undefined ? {} : { [BASE_DIGEST_LABEL]: base.platformDigest }),
});

/** Labels that say which CUDA the wheels of a lock bring. */
export const wheelLabels = (lock: Pick<Lock, "wheels">): Record<string, string> => {
  const cudaWheels = lock.wheels
    .filter(({ name }) => CUDA_PACKAGES.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const runtime = cudaWheels.filter(({ name }) => isRuntime(name)).map(({ version }) => version);
  return {
    ...(runtime.length === 0 ? {} : { [`${LABEL_PREFIX}cuda.wheels`]: runtime.join(",") }),
    ...(cudaWheels.length === 0
      ? {}
      : {
          [`${LABEL_PREFIX}wheels`]: cudaWheels
            .map(({ name, version }) => `${name}=${version}`)
            .join(","),
        }),
  };
};

/** Says of an image that steps of its maintainer ran in it, and whether on the network. */
export const runLabels = (steps: readonly RunStep[]): Record<string, string> => {
  if (steps.length === 0) return {};
  const networked = steps.filter(({ network }) => network).length;
  return {
    [`${LABEL_PREFIX}run`]: `${steps.length}`,
    ...(networked === 0 ? {} : { [`${LABEL_PREFIX}run.network`]: `${networked}` }),
  };
};

/** Name and numbers of the image's user, on images whose user is another than `dev`. */
export const USER_LABEL = `${LABEL_PREFIX}user`;

/** Says who the image's user is; nothing where it is `dev`. */
export const userLabel = (user: ImageUser): Record<string, string> =>
  user === DEFAULT_USER ? {} : { [USER_LABEL]: userText(user) };

const factLabels = (facts: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(facts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [LABEL_PREFIX + name, value]);

/** The labels of an image but for ORDER_LABEL. Always in the same order. */
export const labelsOf = ({
  cell,
  lock,
  wheels,
  apt,
  base,
  request,
  facts = {},
}: LabelInput): Record<string, string> => ({
  "org.opencontainers.image.title": titleOf(cell),
  ...baseLabels(base),
  [CELL_LABEL]: cell.id,
  [`${LABEL_PREFIX}set`]: cell.set,
  [`${LABEL_PREFIX}libraries`]: namesInSet(cell.libraries).join(","),
  [`${LABEL_PREFIX}cuda`]: cell.cuda,
  ...wheels,
  [`${LABEL_PREFIX}ubuntu`]: cell.ubuntu,
  [`${LABEL_PREFIX}python`]: cell.python,
  [`${LABEL_PREFIX}python.from`]: cell.pythonFrom,
  [`${LABEL_PREFIX}flavor`]: cell.flavor,
  [LOCK_LABEL]: lock.key,
  [APT_LABEL]: apt.asOf,
  [SMOKE_LABEL]: request.smoke.require,
  [`${LABEL_PREFIX}wheel-cuda`]: request.wheelCuda,
  [`${LABEL_PREFIX}cudnn`]: request.cudnn,
  ...(request.slim ? { [`${LABEL_PREFIX}slim`]: "true" } : {}),
  ...(cell.ubuntu === STAND_IN_UBUNTU ? { [STAND_IN_LABEL]: "true" } : {}),
  ...Object.fromEntries(factLabels(facts)),
});
