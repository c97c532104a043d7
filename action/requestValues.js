// src/matrix/requestValues.ts
const BUILD_MODES = ["link", "engine"];
/** What a cell needs before its tags may move: see docs/design.md, "Probes prove kernels". */
const SMOKE_REQUIREMENTS = [
	"gpu",
	"covered",
	"cpu"
];
/** Whose cuDNN counts: that of the wheels, or that of the base. */
const CUDNN_SOURCES = ["wheels", "system"];
export { CUDNN_SOURCES as n, SMOKE_REQUIREMENTS as r, BUILD_MODES as t };
