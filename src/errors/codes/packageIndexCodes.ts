import type { CodeSection } from "./codeSection.ts";

export const packageIndexCodes = {
  title: "Package index and resolver",
  intro: "The package index or uv did not answer as expected.",
  codes: {
    "no-uv": {
      exit: 3,
      title: "uv is not installed and could not be installed.",
      fix: "Install it as the hint says",
    },
    "no-python": {
      exit: 3,
      title: "uv found no Python to work with.",
      fix: "`apt-get install -y python3`",
    },
    "no-compiler": {
      exit: 3,
      title: "There is no Python of an image's version here to compile its modules with.",
      fix: "`apt-get install -y python3.12`, a mirror of github.com, or `bytecode: false`",
    },
    "not-compiled": {
      exit: 1,
      title: "Python's compiler broke on a wheel.",
      fix: "`bytecode: false` in dl-env.yml",
    },
    "resolver-answer": {
      exit: 1,
      title: "uv's output could not be parsed.",
      fix: "`dl-env plan --debug`, and check uv's version",
    },
    "path-too-long": {
      exit: 3,
      title: "The path of the folder for temporary files is too long for uv.",
      fix: "`export TMPDIR=/tmp`",
    },
    "wheel-gone": {
      exit: 1,
      title: "A locked wheel is no longer on the index.",
      fix: "`dl-env lock --update`",
    },
    "wheel-hash": {
      exit: 1,
      title: "A wheel is not the one that was locked.",
      fix: "Find out why; if the index is right, `dl-env lock --update`",
    },
    "wheel-install": {
      exit: 1,
      title: "A wheel could not be unpacked.",
      fix: "See uv's own message with `--debug`, then `dl-env build`",
    },
    "download-failed": {
      exit: 3,
      title: "An archive could not be fetched.",
      fix: "Try again, or name a mirror under `mirrors`",
    },
    "too-many-redirects": {
      exit: 3,
      title: "An address redirects without end.",
      fix: "Name a mirror under `mirrors`",
    },
    "archive-hash": {
      exit: 1,
      title: "An archive is not the one in the catalog.",
      fix: "Check the mirror and `matrix/pythons.yml`",
    },
    network: {
      exit: 3,
      title: "The server did not answer.",
      fix: "Check the connection with the hint's curl, and HTTPS_PROXY",
    },
  },
} as const satisfies CodeSection;
