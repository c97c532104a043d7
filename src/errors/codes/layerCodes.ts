import type { CodeSection } from "./codeSection.ts";

export const layerCodes = {
  title: "Layers and disk",
  intro: "While layers are made.",
  codes: {
    "disk-full": {
      exit: 3,
      title: "A disk is full; no partial file was kept.",
      fix: "`df -h`, make room, then the same command again",
    },
    "lock-held": {
      exit: 3,
      title: "Another process works on this and does not let go of it.",
      fix: "The message says who and since when; if it is gone: `rm` the lock that the hint names",
    },
    "path-conflict": {
      exit: 1,
      title: "Two wheels have the same path with different content.",
      fix: "State under `laid-last` in `matrix/image.yml` which one wins",
    },
    "own-file-changed": {
      exit: 1,
      title: "A file that dl-env.yml names changed while its layer was made.",
      fix: "`dl-env build` again, once nobody writes there",
    },
    "layer-path": {
      exit: 1,
      title: "A path cannot be in a layer.",
      fix: "`dl-env plan --json` shows the layer; report the wheel",
    },
    "layer-entry": {
      exit: 1,
      title: "A wheel or an archive holds a device, a pipe or a socket.",
      fix: "`dl-env lock --update`, or report the wheel",
    },
    "no-such-layer": {
      exit: 1,
      title: "The store does not have this layer.",
      fix: "Use a tag that `dl-env plan --json` lists",
    },
    "bad-tar": { exit: 1, title: "An archive is damaged.", fix: "Fetch it again: `dl-env build`" },
    "archive-limit": {
      exit: 1,
      title: "An archive, a layer or a wheel is larger than dl-env reads.",
      fix: "Check where it comes from; `src/layer/archiveLimits.ts` lists the bounds",
    },
    "layer-missing": {
      exit: 1,
      title: "A layer that should be in the store is missing.",
      fix: "`dl-env build`",
    },
  },
} as const satisfies CodeSection;
