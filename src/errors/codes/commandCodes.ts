import type { CodeSection } from "./codeSection.ts";

export const commandCodes = {
  title: "Commands",
  intro: "What was typed, and what a command needs before it can begin.",
  codes: {
    "wrong-usage": {
      exit: 2,
      title:
        "The command line was not understood: an unknown command or option, or a missing argument.",
      fix: "`dl-env COMMAND --help`",
    },
    interrupted: {
      title:
        "Ctrl-C or a signal ended the run; the exit code is 130, 143 or 129, as shells " +
        "give it. Finished work is kept.",
      fix: "Type the same command again",
    },
    "wrong-option": {
      exit: 2,
      title: "An option has an invalid value.",
      fix: "Use a value that the hint shows",
    },
    "request-exists": {
      exit: 2,
      title: "`init` found a dl-env.yml, and overwrites none.",
      fix: "`dl-env plan`, or another name: `dl-env init --file other.yml`",
    },
    "not-answered": {
      exit: 2,
      title: "The questions of `init` were not answered.",
      fix: "`dl-env init --to oci:./images --with torch --gpu any`",
    },
    "nothing-fits": {
      exit: 1,
      title: "`init` found no combination for these libraries and this GPU.",
      fix: "`dl-env pick --gpu GPU --with LIBRARIES` says why",
    },
    "fit-unknown": {
      exit: 3,
      title: "`init` found no combination, but not all could be asked about.",
      fix: "`dl-env pick --gpu GPU --with LIBRARIES` says what could not",
    },
    "unknown-cell": {
      exit: 2,
      title: "A cell that the plan does not have.",
      fix: "Use an id that `dl-env plan` lists",
    },
    "nothing-accepted": {
      exit: 1,
      title: "No cell is accepted, so there is nothing to do.",
      fix: "`dl-env plan` shows the reasons",
    },
    "not-accepted": {
      exit: 1,
      title: "This cell is not accepted, so nothing is written for it.",
      fix: "`dl-env plan --why CELL`",
    },
    "nothing-built": { exit: 1, title: "There is no image yet to test.", fix: "`dl-env build`" },
    "destination-unknown": {
      exit: 3,
      title:
        "It is not known what was built, because the destination or the base images " +
        "could not be read.",
      fix: "`--stand-in`, if they were built with it; else see which one it is: `dl-env plan`",
    },
    "base-unread": {
      exit: 3,
      title: "`generate` could not read a base image, so it has no digest to write.",
      fix: "`dl-env plan` shows which; check the network, or `mirrors`",
    },
    "not-generated": {
      exit: 2,
      title: "`generate` would write over a folder that it did not write.",
      fix: "Move it away, or `--out` another folder",
    },
    "kept-broken": {
      exit: 2,
      title: "`.dl-env/built.json` beside dl-env.yml cannot be read.",
      fix: "Remove it, then `dl-env build`",
    },
  },
} as const satisfies CodeSection;
