import type { System } from "../system/ports.ts";
import type { NamedIndex } from "./namedIndexes.ts";
import { indexSilent, type Silence } from "./unreachable.ts";

/** Says why one of these indexes cannot be reached, or nothing. */
export type Probe = (named: readonly NamedIndex[]) => Promise<Silence | undefined>;

/** Milliseconds. */
const PATIENCE = 10_000;

/**
 * Faults that uv would meet too. Whatever else goes wrong (a certificate, credentials, an odd answer) is left to uv,
 * which has its own settings for it.
 */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, "its host name is not known here"],
  [/ECONNREFUSED/, "the connection was refused"],
  [/EHOSTUNREACH|ENETUNREACH/, "no way leads there"],
  [/TIMEOUT|ETIMEDOUT/, "no answer came in time"],
];

const knock = async (sys: System, index: NamedIndex): Promise<Silence | undefined> => {
  try {
    const response = await sys.http.request({ method: "HEAD", url: `${index.address.replace(/\/+$/, "")}/`, timeout: PATIENCE });
    await response.discard();
    return undefined;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const fault = FAULTS.find(([sign]) => sign.test(text));
    return fault === undefined ? undefined : indexSilent(index, fault[1], text);
  }
};

/** Knocks once at each index that a question names: uv needs 7 s of retries for each question to find out the same. */
export const openProbe = (sys: System): Probe => {
  const known = new Map<string, Promise<Silence | undefined>>();
  return async (named) => {
    for (const index of named) {
      const silence = known.get(index.address) ?? knock(sys, index);
      known.set(index.address, silence);
      const found = await silence;
      if (found !== undefined) return found;
    }
    return undefined;
  };
};
