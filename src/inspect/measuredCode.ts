import { extract } from "tar-stream";
import type { Architectures, Library } from "../catalog/libraryFacts.ts";
import type { FoundCode } from "./fatbin.ts";
import { codeIn } from "./fatbin.ts";
import type { CarriedCode } from "../verdict/hardware.ts";
import { compareVersions } from "../catalog/versions.ts";
import { rangeChecker, type InRange } from "../catalog/inRange.ts";

const isLibrary = (path: string): boolean => /\.so(\.\d+)*$/.test(path);

const fill = async (
  into: ReturnType<typeof extract>,
  tar: AsyncIterable<Uint8Array>,
): Promise<void> => {
  for await (const chunk of tar) {
    if (!into.write(chunk))
      await new Promise<void>((resolve) => {
        into.once("drain", () => resolve());
      });
  }
  into.end(undefined);
};

/**
 * The GPU code of every shared library in a layer's tar (not compressed) that has any, by path;
 * read as a stream. `seen` is told every path.
 */
export const codeInTar = async (
  tar: AsyncIterable<Uint8Array>,
  seen?: (path: string) => void,
): Promise<ReadonlyMap<string, FoundCode>> => {
  const into = extract();
  const filling = fill(into, tar).catch((error: unknown) =>
    into.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  const found = new Map<string, FoundCode>();
  for await (const entry of into) {
    seen?.(entry.header.name);
    if (entry.header.type !== "file" || !isLibrary(entry.header.name)) {
      entry.resume();
      continue;
    }
    const code = await codeIn(entry as AsyncIterable<Uint8Array>);
    if (code.sm.length > 0 || code.ptx.length > 0) found.set(entry.header.name, code);
  }
  await filling;
  return found;
};

/** The code of several files as one: what any of them carries. */
export const combinedCode = (codes: Iterable<FoundCode>): FoundCode => {
  const all = [...codes];
  const union = (pick: (code: FoundCode) => readonly string[]): string[] =>
    [...new Set(all.flatMap(pick))].sort(compareVersions);
  return { sm: union((code) => code.sm), ptx: union((code) => code.ptx) };
};

/**
 * How a measurement differs from what the catalog says: architectures that are in one and not in
 * the other. Undefined when it does not.
 */
export const differsFrom = (
  found: FoundCode,
  catalog: Pick<CarriedCode, "sm" | "ptx">,
): { readonly more: readonly string[]; readonly less: readonly string[] } | undefined => {
  const architectures = (code: Pick<CarriedCode, "sm" | "ptx">): string[] => [
    ...code.sm.map((sm) => `sm ${sm}`),
    ...code.ptx.map((ptx) => `ptx ${ptx}`),
  ];
  const [here, there] = [new Set(architectures(found)), new Set(architectures(catalog))];
  const more = [...here].filter((name) => !there.has(name));
  const less = [...there].filter((name) => !here.has(name));
  return more.length === 0 && less.length === 0 ? undefined : { more, less };
};

/** A wheel as its own metadata names it. */
export interface MeasuredWheel {
  readonly name: string;
  readonly version: string;
}

/** The wheel that a path of a layer tells of: `…/site-packages/torch-2.10.0.dist-info/METADATA`. */
export const wheelAt = (path: string): MeasuredWheel | undefined => {
  const [, name, version] =
    /(?:^|\/)([A-Za-z0-9._]+)-([^/-]+)\.dist-info\/METADATA$/.exec(path) ?? [];
  return name === undefined || version === undefined
    ? undefined
    : { name: name.replaceAll(/[-_.]+/g, "-").toLowerCase(), version };
};

export interface Measured {
  /** Wheels of the layer by their metadata. */
  readonly wheels: readonly MeasuredWheel[];
  /** The libraries with GPU code, by path. */
  readonly libraries: readonly ({ readonly path: string } & FoundCode)[];
  /** All of them as one. */
  readonly together: FoundCode;
  /**
   * The package that the catalog has measured; absent when it knows none of these wheels, or more
   * than one.
   */
  readonly against?: string;
  /**
   * Absent when nothing was compared, or nothing differs. Where the catalog has entries for several
   * CUDA, the closest counts.
   */
  readonly differs?: NonNullable<ReturnType<typeof differsFrom>>;
}

/**
 * What the catalog says of a wheel's GPU code; several entries where it depends on the cell's CUDA.
 */
const entriesOf = (
  { name, version }: MeasuredWheel,
  libraries: readonly Pick<Library, "architectures">[],
  inRange: InRange,
): readonly Architectures[] =>
  libraries.flatMap(({ architectures }) =>
    architectures.filter(
      (entry) => entry.package === name && inRange(version.replace(/\+.*$/, ""), entry.versions),
    ),
  );

/** What was found in a layer, held against the catalog. */
export const measured = (
  found: ReadonlyMap<string, FoundCode>,
  wheels: readonly MeasuredWheel[],
  libraries: Iterable<Pick<Library, "architectures">>,
): Measured => {
  const code = combinedCode(found.values());
  const all = [...libraries];
  const inRange = rangeChecker();
  const [one, ...others] = wheels
    .map((wheel) => ({ wheel, entries: entriesOf(wheel, all, inRange) }))
    .filter(({ entries }) => entries.length > 0);
  const result = {
    wheels,
    libraries: [...found].map(([path, carried]) => ({ path, ...carried })),
    together: code,
  };
  if (one === undefined || others.length > 0) return result;
  const size = (difference: ReturnType<typeof differsFrom>): number =>
    difference === undefined ? 0 : difference.more.length + difference.less.length;
  const [differs] = one.entries
    .map((entry) => differsFrom(code, entry))
    .sort((a, b) => size(a) - size(b));
  // Sorting leaves undefined, which is no difference, for last.
  const agrees = one.entries.some((entry) => differsFrom(code, entry) === undefined);
  return {
    ...result,
    against: one.wheel.name,
    ...(agrees || differs === undefined ? {} : { differs }),
  };
};
