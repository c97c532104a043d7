import { requirementName } from "../matrix/libraryRelease.ts";

/** PyTorch's wheels ask for one release of each CUDA package, and so do those that go with them. */
const STRICTEST = ["torch", "torchvision", "torchaudio"];

/**
 * Requirements in the order in which uv chooses their versions, those first that leave others the
 * least choice: torch, then what the catalog has a range for, then the rest. In another order uv
 * takes the newest of a library that torch excludes, and after going back an older torch than need
 * be (2.9.1 for cudf-cu12 26.2 that goes with 2.10.0).
 */
export const inOrderOfChoice = (requirements: readonly string[]): readonly string[] => {
  const rank = (requirement: string): number => {
    const at = STRICTEST.indexOf(requirementName(requirement));
    if (at !== -1) return at;
    return STRICTEST.length + (/[=~!<>]/.test(requirement) ? 0 : 1);
  };
  return requirements.toSorted((a, b) => rank(a) - rank(b));
};
