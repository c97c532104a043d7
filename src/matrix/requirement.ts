import { validRange } from "@renovatebot/pep440";
import { normalName } from "./checkPins.ts";
import { condaHint } from "./condaNames.ts";
import { parseMarker, type Marker } from "./marker.ts";

/** A package of PEP 508 that is taken from an index. */
export interface Requirement {
  /** PEP 503. */
  readonly name: string;
  /** Normalised and sorted. */
  readonly extras: readonly string[];
  /** PEP 440 without spaces; empty for any version. */
  readonly range: string;
  /** As it is written, in one spelling of spaces. */
  readonly marker?: string;
}

/** Why a line is no package of an index, and what to do instead. */
export interface RefusedRequirement {
  readonly message: string;
  readonly hint: string;
}

const NAME =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([A-Za-z0-9._,\s-]*)\])?\s*(.*)$/s;
const VERSIONS =
  /^(?:(?:===|[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)(?:,(?:===|[=~!<>]=|[<>])[A-Za-z0-9._*+!-]+)*$/;

/** The address of a requirement, without its name and condition. */
const addressIn = (line: string): string =>
  line
    .replace(/\s*;\s.*$/, "")
    .replace(/^[^@;]*?@\s*(?=\S)/, (name) => (/^[A-Za-z0-9._[\], -]*@\s*$/.test(name) ? "" : name))
    .trim();

/** A step that installs it after all. */
const inStep = (line: string): string =>
  "Leave the line out, and install it in a step; put into dl-env.yml:\n" +
  `run: [{ run: ${JSON.stringify(`uv pip install --no-deps ${addressIn(line)}`)}, network: true }]`;

/** The same of a file or folder beside dl-env.yml, which is laid into the image first. */
const ofFolder = (line: string): string => {
  const from = line.replace(/\s*;.*$/, "");
  const to = `/opt/${from
    .replace(/\/+$/, "")
    .split("/")
    .at(-1)
    ?.replace(/^[.~]*$/, "own")}`;
  return (
    "Leave the line out, and install it in a step; put into dl-env.yml:\n" +
    `files: [{ from: ${JSON.stringify(from)}, to: ${JSON.stringify(to)} }]\n` +
    `run: [{ run: ${JSON.stringify(`uv pip install --no-deps ${to}`)}, network: true }]`
  );
};

const ofAddress = (line: string): RefusedRequirement | undefined => {
  if (/^(?:git|hg|svn|bzr)\+/.test(line) || /@\s*(?:git|hg|svn|bzr)\+/.test(line))
    return {
      message: `\`${line}\` is built from a repository of source code.`,
      hint: inStep(line),
    };
  if (/^[a-z]+:\/\//i.test(line) || /^[^;]*@\s*[a-z]+:/i.test(line))
    return { message: `\`${line}\` is taken from an address.`, hint: inStep(line) };
  if (/^(?:\.{0,2}\/|\.$|~)|\.(?:whl|zip|tar\.gz)$/.test(line) || /^[\w.-]+\//.test(line))
    return { message: `\`${line}\` is a file or folder.`, hint: ofFolder(line) };
  return undefined;
};

/** `python=3.10`, `numpy=1.26=py312_0` */
const ONE_SIGN = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*=\s*([A-Za-z0-9.*_]+)(?:=\S*)?$/;

const asConda = (line: string): RefusedRequirement | undefined => {
  const [, name = "", version = ""] = ONE_SIGN.exec(line) ?? [];
  return name === ""
    ? undefined
    : {
        message: `\`${line}\` has one \`=\` for a version, as conda writes it.`,
        hint: condaHint(normalName(name), version) ?? `Write it like: ${name}==${version}`,
      };
};

const wrong = (line: string): RefusedRequirement => ({
  message: `\`${line}\` is not a package with its versions.`,
  hint: 'Write it like: "bitsandbytes>=0.50", or "package[extra]==1.2"',
});

const rangeOf = (text: string): string | undefined => {
  const plain = text.replace(/^\((.*)\)$/s, "$1").replaceAll(/\s+/g, "");
  if (plain === "") return "";
  const trimmed = plain.replace(/,$/, "");
  return VERSIONS.test(trimmed) && validRange(trimmed) ? trimmed : undefined;
};

/** One requirement of PEP 508: name, extras, versions, marker; anything else says why not. */
export const parseRequirement = (text: string): Requirement | RefusedRequirement => {
  const line = text.trim();
  const address = ofAddress(line);
  if (address !== undefined) return address;
  const end = line.indexOf(";");
  const [, name = "", extras = "", versions = ""] =
    NAME.exec((end === -1 ? line : line.slice(0, end)).trim()) ?? [];
  const range = rangeOf(versions.trim());
  const marker =
    end === -1
      ? undefined
      : line
          .slice(end + 1)
          .trim()
          .replaceAll(/\s+/g, " ");
  if (name === "" || range === undefined) return asConda(line) ?? wrong(line);
  if (marker !== undefined && parseMarker(marker) === undefined)
    return {
      message: `\`${marker}\` is not a condition that a requirement can have.`,
      hint: `Write it like: ${name}; python_version < "3.12"`,
    };
  const names = extras.split(",").map((extra) => normalName(extra.trim()));
  return {
    name: normalName(name),
    extras: [...new Set(names)].filter((extra) => extra !== "").sort(),
    range,
    ...(marker === undefined ? {} : { marker }),
  };
};

/** Whether a line could not be taken. */
export const isRefused = (parsed: Requirement | RefusedRequirement): parsed is RefusedRequirement =>
  "message" in parsed;

/** Name, extras and versions as they are asked of an index. */
export const requirementText = ({ name, extras, range }: Requirement): string =>
  `${name}${extras.length === 0 ? "" : `[${extras.join(",")}]`}${range}`;

/** The condition of a requirement as a tree. */
export const markerOf = ({ marker }: Requirement): Marker | undefined =>
  marker === undefined ? undefined : parseMarker(marker);
