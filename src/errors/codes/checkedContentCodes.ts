import type { CodeSection } from "./codeSection.ts";

export const checkedContentCodes = {
  title: "Static checks: start and content",
  intro: "",
  codes: {
    "layer-differs": {
      exit: 1,
      title: "A layer's content is not what the image's config names.",
      fix: "`dl-env build`; look at the storage behind it",
    },
    entrypoint: {
      exit: 1,
      title: "The entrypoint is not dl-env's, or cannot be run.",
      fix: "Leave ENTRYPOINT alone; put your start into the command",
    },
    "no-cmd": { exit: 1, title: "The image has no command.", fix: 'Set one: `CMD ["shell"]`' },
    path: {
      exit: 1,
      title: "PATH lacks /opt/venv/bin, or PATH or LD_LIBRARY_PATH holds the current folder.",
      fix: "Leave PATH as `dl-env generate` writes it, and no `.`",
    },
    "path-order": {
      exit: 1,
      title: "dev may write a folder that root's programs or libraries are looked up in first.",
      fix: "Leave PATH as `dl-env generate` writes it: the system's programs before /opt/venv/bin",
    },
    "licence-list": {
      exit: 1,
      title: "The image does not list its wheels with their licences.",
      fix: "`dl-env build`; after `uv pip install` in your own Containerfile, the hint's line",
    },
    "tool-missing": {
      exit: 1,
      title:
        "A program that every image has is missing, or /opt/venv is not a virtual environment.",
      fix: "Build from the Containerfile that dl-env writes",
    },
    locale: {
      exit: 1,
      title: "The image's locale is not UTF-8.",
      fix: "Leave LANG and LC_ALL alone",
    },
    "time-zone": {
      exit: 1,
      title: "TZ is unset, or there is no list of time zones.",
      fix: "Leave TZ alone; keep the package tzdata",
    },
  },
} as const satisfies CodeSection;
