import type { CodeSection } from "./codeSection.ts";

export const requestCodes = {
  title: "Your request",
  intro: "dl-env.yml and the names in it. Nothing was done yet.",
  codes: {
    "file-system": {
      exit: 3,
      title:
        "The file system refused: a folder where a file is needed, no right to write, no room.",
      fix: "`ls -ld` the path in the message",
    },
    "no-request": {
      exit: 2,
      title: "There is no dl-env.yml at the expected path.",
      fix: "Write one, or name it: `--file PATH`",
    },
    "link-out": {
      exit: 2,
      title: "In a workflow, a link in the repository points outside it.",
      fix: "Put the file itself there, or name where it is",
    },
    "request-too-large": {
      exit: 2,
      title: "The file is too large for a dl-env.yml.",
      fix: "Name the right file: `--file PATH`",
    },
    "not-utf8": {
      exit: 2,
      title: "A line of the file is not UTF-8 text.",
      fix: "`file PATH` shows its encoding; save it as UTF-8",
    },
    "no-cells": {
      exit: 2,
      title: "`exclude` removes every cell of the matrix.",
      fix: "Name fewer cells under `exclude`",
    },
    "matches-nothing": {
      title:
        "A line under `exclude`, `include`, `default` or `sets` has no effect: no cell matches it.",
      fix: "Use the value that the hint proposes, or remove the line",
    },
    "unused-mirror": {
      title: "dl-env never contacts the host on the left side of this mirror.",
      fix: "Use the host that the hint proposes",
    },
    "near-library": {
      title: "A package has nearly the name of a library.",
      fix: "Write the library's name, or leave it where the package is meant",
    },
    "unused-pin": {
      title: "No cell has the package of this pin.",
      fix: "Use the name that the hint proposes, or remove the line",
    },
    "yaml-syntax": {
      exit: 2,
      title: "The file is not YAML.",
      fix: "Look at the line named in the message: indentation, colons, quotes",
    },
    "tag-too-long": {
      exit: 2,
      title: "A cell's tag would be longer than registries allow.",
      fix: "Give the set a shorter name",
    },
    "unknown-key": {
      exit: 2,
      title: "A key that dl-env.yml or the catalog does not have.",
      fix: "Use the spelling that the message proposes",
    },
    "missing-key": {
      exit: 2,
      title: "A required key is missing.",
      fix: "Add it; the message shows what is allowed",
    },
    "wrong-value": {
      exit: 2,
      title: "A value of the wrong kind.",
      fix: "Write what the message expects there",
    },
    "unknown-name": {
      exit: 2,
      title: "A name that the catalog does not have.",
      fix: "Use one of the names in the message",
    },
    "unknown-ubuntu": {
      exit: 2,
      title: "An Ubuntu release that the catalog does not have.",
      fix: "Use one of the names in the message",
    },
    "unknown-flavor": {
      exit: 2,
      title: "A flavor that nvidia/cuda does not have.",
      fix: "Use one of the names in the message",
    },
    "unknown-set": {
      exit: 2,
      title: "A set that neither the catalog nor `sets` in dl-env.yml has.",
      fix: "Use one of the names in the message, or define it under `sets`",
    },
    "unknown-library": {
      exit: 2,
      title: "`pick` was asked for a library that the catalog does not have.",
      fix: "Use one of the names in the message, or add a folder for it: docs/adding-a-library.md",
    },
    "requirements-file": {
      exit: 2,
      title: "A file that a set names is not there, lies outside the folder, or says nothing.",
      fix: "`sets: { mine: { requirements: requirements.txt } }`, beside dl-env.yml",
    },
    "unknown-index": {
      exit: 2,
      title: "A library names a package index that the catalog does not have.",
      fix: "Add it to `matrix/indexes.yml`",
    },
    "wrong-destination": {
      exit: 2,
      title: "`to` or `store` is not a destination for images.",
      fix: "`to: oci:./images`, or `to: registry.example/team/dl-env`",
    },
    "wrong-reference": {
      exit: 2,
      title: "An image reference is invalid, or has a tag where a tag is not allowed.",
      fix: "Leave tag and digest out",
    },
    "wrong-mirror": {
      exit: 2,
      title: "A mirror, or the host that it replaces, is neither a host nor an address.",
      fix: "`mirrors: { docker.io: mirror.example }`",
    },
    "catalog-missing": {
      exit: 2,
      title: "`catalog` names a folder that is not there, or that has nothing to compare.",
      fix: "Make the folder, or remove `catalog`",
    },
    "control-character": {
      exit: 2,
      title: "A value holds a line break or another control character.",
      fix: "Remove it from dl-env.yml",
    },
    "reserved-name": {
      exit: 2,
      title: "A variable or label that dl-env or NVIDIA's runtime sets.",
      fix: "Use the key that the hint proposes, or remove the line",
    },
    "secret-in-request": {
      exit: 2,
      title: "A variable, a label or a file for images looks like a secret.",
      fix: "Remove it, and give it where the image runs: `dl-env run CELL --env NAME`",
    },
    "own-file": {
      exit: 2,
      title:
        "A file that `files` names cannot go into images: it is not there, leaves the folder, or has a place that is taken.",
      fix: "Use the place that the hint proposes; put the file beside dl-env.yml",
    },
    "tag-collision": {
      exit: 2,
      title: "One tag would point to two different cells.",
      fix: "Rename one of the sets",
    },
    "image-file": {
      exit: 2,
      title: "A file under `image/` is not plain UTF-8 text.",
      fix: "Look at it with `file PATH`",
    },
    "no-standalone-python": {
      exit: 1,
      title: "The catalog has no archive of this Python.",
      fix: "Add it to `matrix/pythons.yml`, or use another Python",
    },
    "too-many-layers": {
      exit: 1,
      title: "The image would have more layers than Docker allows.",
      fix: "Use a smaller set, or `dl-env build --build engine`",
    },
  },
} as const satisfies CodeSection;
