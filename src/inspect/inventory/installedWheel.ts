import { readRecord } from "../../layer/wheelRecord.ts";

/** One installed wheel, as its own METADATA and RECORD tell of it. */
export interface InstalledWheel {
  /** As written in METADATA. */
  readonly name: string;
  readonly version: string;
  /**
   * The licence expression, else the classifiers, else the first words of the free text; `unknown`
   * where it says nothing.
   */
  readonly licence: string;
  /** Files with licence texts, from site-packages, sorted. */
  readonly files: readonly string[];
  /** Shared libraries, from site-packages. */
  readonly libraries: readonly string[];
}

export const SHARED_LIBRARY = /\.so(?:\.[\w.]+)?$/;

/**
 * First of these lines that is no header ends the headers; what is behind them is the description.
 */
const HEADER = /^([!-9;-~]*):(.*)$/;

/**
 * Headers of METADATA in their order, continued lines joined; names in lower case. The same as
 * Python's email parser makes of it.
 */
const headers = (text: string): [string, string][] => {
  const found: [string, string][] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const last = found.at(-1);
    const [, name, value] = HEADER.exec(line) ?? [];
    if (/^[\t ]/.test(line) && last !== undefined) last[1] += `\n${line}`;
    else if (name !== undefined && value !== undefined)
      found.push([name.toLowerCase(), value.trim()]);
    else break;
  }
  return found;
};

const LICENCE_FILE = /licen[cs]e|notice|eula|copying/i;
const WORDS = 80;

const oneLine = (text: string): string =>
  Array.from(text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, ""))
    .slice(0, WORDS)
    .join("");

const licenceOf = (all: readonly [string, string][]): string => {
  const values = (name: string): string[] =>
    all.filter(([key]) => key === name).map(([, value]) => value);
  const classifiers = values("classifier").filter((value) => value.startsWith("License ::"));
  const licence =
    values("license-expression")[0] ||
    classifiers.map((value) => value.split(" :: ").at(-1) ?? "").join(", ") ||
    oneLine(values("license")[0] ?? "");
  return licence === "" ? "unknown" : licence;
};

const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** What METADATA and RECORD of a wheel say; undefined when METADATA names no package. */
export const installedWheel = (metadata: string, record: string): InstalledWheel | undefined => {
  const all = headers(metadata);
  const value = (name: string): string | undefined => all.find(([key]) => key === name)?.[1];
  const name = value("name");
  const version = value("version");
  if (name === undefined || version === undefined) return undefined;
  const paths = readRecord(record).map(({ path }) => path);
  const files = paths.filter((path) => LICENCE_FILE.test(fileName(path)) && !/\.pyc?$/.test(path));
  return {
    name,
    version,
    licence: licenceOf(all),
    files: [...new Set(files)].sort(),
    libraries: paths.filter((path) => SHARED_LIBRARY.test(path)),
  };
};

const byName = (a: InstalledWheel, b: InstalledWheel): number => {
  const [one, other] = [a.name.toLowerCase(), b.name.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
};

/**
 * The list as `dl-env-check --licences --json` prints it: the same wheels give the same bytes, in a
 * linked image and in one built by hand.
 */
export const licenceList = (wheels: readonly InstalledWheel[]): string => {
  const rows = [...wheels]
    .sort(byName)
    .map(({ name, version, licence, files }) => ({ name, version, licence, files }));
  return `${JSON.stringify(rows, undefined, 1)}\n`;
};
