import type { Place } from "../errors/error.ts";
import { holdsFor, parseMarker, pythonRanges } from "./marker.ts";
import {
  isRefused,
  parseRequirement,
  type RefusedRequirement,
  type Requirement,
} from "./requirement.ts";

/** A requirement with where it stands. */
export interface PlacedRequirement extends Requirement {
  readonly place: Place;
  /** sha256 of the files that may be taken for it; empty: any. */
  readonly hashes: readonly string[];
  /** Only limits what others bring, as in a file named by `-c`. */
  readonly isConstraint: boolean;
}

/** What a file of requirements says, without what it names. */
export interface RequirementsText {
  readonly requirements: readonly PlacedRequirement[];
  /** Files named by `-r` and `-c`, relative to this one. */
  readonly files: readonly {
    readonly path: string;
    readonly isConstraint: boolean;
    readonly place: Place;
  }[];
  readonly refused: readonly (RefusedRequirement & { readonly place: Place })[];
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** Lines without comments; one that ends in a backslash goes on in the next. */
const linesOf = (text: string): Line[] => {
  const lines: Line[] = [];
  let open: Line | undefined;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const plain = raw.replace(/(^|\s)#.*$/, "");
    const before: Line = open ?? { text: "", number: at + 1 };
    const goesOn = plain.endsWith("\\");
    const whole = { ...before, text: `${before.text}${goesOn ? plain.slice(0, -1) : plain}` };
    open = goesOn ? whole : undefined;
    if (!goesOn && whole.text.trim() !== "") lines.push({ ...whole, text: whole.text.trim() });
  }
  return open === undefined ? lines : [...lines, open];
};

/** What is done anyway: wheels only, and hashes are compared wherever they are given. */
const WITHOUT_EFFECT =
  /^--(?:prefer-binary|require-hashes|only-binary(?:[= ].*)?|use-feature(?:[= ].*)?)$/;

const OPTIONS: readonly (readonly [RegExp, RefusedRequirement])[] = [
  [
    /^(?:-i|--index-url|--extra-index-url)\b/,
    {
      message: "Which index is asked is said by dl-env.yml, not by this file.",
      hint:
        "Remove the line; PyTorch's indexes are asked anyway, another one is named in dl-env.yml: " +
        "index: [{ name: lab, url: https://pypi.lab.example/simple }]",
    },
  ],
  [
    /^(?:-f|--find-links|--no-index|--trusted-host)\b/,
    {
      message: "Packages are taken from indexes only.",
      hint:
        "Remove the line; put its wheels on an index, and name that in dl-env.yml: " +
        "index: [{ name: lab, url: https://pypi.lab.example/simple }]",
    },
  ],
  [
    /^(?:-e|--editable)\b/,
    {
      message: "An editable package is a folder, and images hold wheels of an index.",
      hint: "Leave it out, and mount the folder: docker run -v .:/work … uv pip install -e /work",
    },
  ],
  [
    /^--pre$/,
    {
      message: "`--pre` takes pre-releases of every package.",
      hint: "Name one where it is wanted, such as: package>=2.0rc1",
    },
  ],
  [
    /^--no-binary\b/,
    {
      message: "Images hold wheels, which are never built here.",
      hint: "Remove the line; what has no wheel is told: dl-env plan",
    },
  ],
];

const refusedOption = (text: string): RefusedRequirement =>
  OPTIONS.find(([sign]) => sign.test(text))?.[1] ?? {
    message: `\`${text.split(/[\s=]/, 1)[0] ?? ""}\` is no option that is read in this file.`,
    hint: "Remove the line, then: dl-env plan",
  };

const NAMED_FILE = /^(?:-(r|c)\s*|--(requirement|constraint)[=\s]\s*)(\S.*)$/;

const HASHES = /\s+--hash[=\s]sha256:([0-9a-f]{64})/g;

const WRONG_HASH = /\s--hash\b/;

const refusedHash = (text: string): RefusedRequirement => ({
  message: `A hash of \`${text.split(/\s/, 1)[0] ?? ""}\` is not a sha256 of 64 digits.`,
  hint: "Remove it, or write the hashes anew: uv pip compile --generate-hashes requirements.in",
});

/** Whether the condition of a line holds in no image, whatever its Python. */
const isElsewhere = (text: string): boolean => {
  const marker = parseMarker(/;\s*([^;]+)$/.exec(text)?.[1] ?? "");
  return marker !== undefined && pythonRanges((python) => holdsFor(marker, python))?.length === 0;
};

/** Reads the text of a requirements.txt. */
export const readRequirementsText = (
  text: string,
  file: string,
  isConstraint = false,
): RequirementsText => {
  const requirements: PlacedRequirement[] = [];
  const files: RequirementsText["files"][number][] = [];
  const refused: RequirementsText["refused"][number][] = [];
  for (const line of linesOf(text)) {
    const place = { file, line: line.number, column: 1 };
    const named = NAMED_FILE.exec(line.text);
    if (named !== null) {
      const ties = isConstraint || named[1] === "c" || named[2] === "constraint";
      files.push({ path: named[3] ?? "", isConstraint: ties, place });
    } else if (line.text.startsWith("-")) {
      if (!WITHOUT_EFFECT.test(line.text)) refused.push({ ...refusedOption(line.text), place });
    } else {
      const hashes = [...line.text.matchAll(HASHES)].map(([, hash = ""]) => hash);
      const text = line.text.replaceAll(HASHES, "");
      const parsed = parseRequirement(text);
      // What is for Windows or another machine may be written as it likes.
      if (isElsewhere(text)) continue;
      if (WRONG_HASH.test(text)) refused.push({ ...refusedHash(text), place });
      else if (isRefused(parsed)) refused.push({ ...parsed, place });
      else requirements.push({ ...parsed, place, hashes, isConstraint });
    }
  }
  return { requirements, files, refused };
};
