// The values that keys of dl-env.yml take; options and inputs of the same name take no others.
// Names of engines are those of their table.

export const BUILD_MODES = ["link", "engine"] as const;
export type BuildMode = (typeof BUILD_MODES)[number];

/** What a cell needs before its tags may move: see docs/design.md, "Probes prove kernels". */
export const SMOKE_REQUIREMENTS = ["gpu", "covered", "cpu"] as const;
export type SmokeRequirement = (typeof SMOKE_REQUIREMENTS)[number];

/** Whose cuDNN counts: that of the wheels, or that of the base. */
export const CUDNN_SOURCES = ["wheels", "system"] as const;
export type CudnnSource = (typeof CUDNN_SOURCES)[number];
