import { unreachable } from "../errors/error.ts";
import { atLeast } from "../host/toolVersion.ts";
import { isOffline } from "../image/runRecipe.ts";
import type { RunStep } from "../matrix/customization.ts";
import type { Engine } from "./engine.ts";

/** Steps that one build runs, and whether all of it may be without a network. */
export interface StepsOfBuild {
  readonly steps: readonly RunStep[];
  /** A whole image's other parts need the network. */
  readonly isWhole: boolean;
}

/** The podman from which `RUN --network` is known. */
const SINCE = "4.4";

/**
 * Throws DlEnvError(3) `engine-unusable` where the engine cannot keep single steps off the network:
 * said before anything is built, instead of podman's own words about an option.
 */
export const requireStepNetwork = (
  { name, version }: Pick<Engine, "name" | "version">,
  { steps, isWhole }: StepsOfBuild,
): void => {
  const saysNone = steps.some(({ network }) => !network) && (isWhole || !isOffline(steps));
  if (name !== "podman" || atLeast(version, SINCE) || !saysNone) return;
  throw unreachable({
    code: "engine-unusable",
    message:
      `podman ${version} cannot keep single steps of \`run\` off the network; podman ${SINCE} ` +
      "and buildx can.",
    hint: "Build with buildx: dl-env build --engine buildx",
  });
};
