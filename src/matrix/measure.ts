import { extract } from "tar-stream";
import type { FoundCode } from "./fatbin.ts";
import { codeIn } from "./fatbin.ts";
import type { CarriedCode } from "./hardware.ts";
import { compareVersions } from "../catalog/versions.ts";

const isLibrary = (path: string): boolean => /\.so(\.\d+)*$/.test(path);

const fill = async (into: ReturnType<typeof extract>, tar: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const chunk of tar) {
    if (!into.write(chunk)) await new Promise<void>((resolve) => {
      into.once("drain", () => resolve());
    });
  }
  into.end(undefined);
};

/** The GPU code of every shared library in a layer's tar (not compressed) that has any, by path; read as a stream. */
export const codeInTar = async (tar: AsyncIterable<Uint8Array>): Promise<ReadonlyMap<string, FoundCode>> => {
  const into = extract();
  const filling = fill(into, tar).catch((error: unknown) => into.destroy(error instanceof Error ? error : new Error(String(error))));
  const found = new Map<string, FoundCode>();
  for await (const entry of into) {
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
export const together = (codes: Iterable<FoundCode>): FoundCode => {
  const all = [...codes];
  const union = (pick: (code: FoundCode) => readonly string[]): string[] => [...new Set(all.flatMap(pick))].sort(compareVersions);
  return { sm: union((code) => code.sm), ptx: union((code) => code.ptx) };
};

/** How a measurement differs from what the catalog says: architectures that are in one and not in the other. Undefined when it does not. */
export const differsFrom = (found: FoundCode, catalog: Pick<CarriedCode, "sm" | "ptx">): { readonly more: readonly string[]; readonly less: readonly string[] } | undefined => {
  const named = (code: Pick<CarriedCode, "sm" | "ptx">): string[] => [...code.sm.map((sm) => `sm ${sm}`), ...code.ptx.map((ptx) => `ptx ${ptx}`)];
  const [here, there] = [new Set(named(found)), new Set(named(catalog))];
  const more = [...here].filter((name) => !there.has(name));
  const less = [...there].filter((name) => !here.has(name));
  return more.length === 0 && less.length === 0 ? undefined : { more, less };
};
