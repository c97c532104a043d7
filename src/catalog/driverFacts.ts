import type { z } from "zod";
import type { driversFile } from "./fileFormats.ts";
import type { DriverFacts } from "./gpuFacts.ts";

/** What drivers.yml says; what has no source of its own has that of the file. */
export const driverFacts = (file: z.infer<typeof driversFile>): DriverFacts => {
  return {
    minorVersion: file["minor-version"],
    shipped: file.shipped,
    requireBranches: file["require-branches"],
    requireGeforce: file["require-geforce"],
    requireSource: file["require-source"],
    branchEnd: file["branch-end"],
    branchSource: file["branch-source"],
    lastBranchBeforeTuring: file["last-branch-before-turing"],
    lastBranch: file["last-branch"],
    lastCuda: file["last-cuda"],
    lastSource: file["last-source"] ?? file.source,
    firstBranch: file["first-branch"],
    firstCuda: file["first-cuda"],
    firstSource: file["first-source"] ?? file.source,
    lastCudaBeforeTuring: file["last-cuda-before-turing"],
    forwardSource: file["forward-source"] ?? file.source,
    source: file.source,
  };
};
