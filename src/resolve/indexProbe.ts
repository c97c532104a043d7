import type { System } from "../system/ports.ts";
import type { NamedIndex } from "./namedIndexes.ts";
import { defaultIndex } from "./indexSettings.ts";
import { defaultSilent, indexSilent, type Silence } from "./unreachable.ts";

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

/** What went wrong when an address was asked; undefined when an answer came. */
const knock = async (
  sys: System,
  address: string,
  timeout: number,
): Promise<string | undefined> => {
  try {
    const response = await sys.http.request({
      method: "HEAD",
      url: `${address.replace(/\/+$/, "")}/`,
      timeout,
    });
    await response.discard();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const knockNamed = async (sys: System, index: NamedIndex): Promise<Silence | undefined> => {
  const text = await knock(sys, index.address, PATIENCE);
  const fault = text === undefined ? undefined : FAULTS.find(([sign]) => sign.test(text));
  return fault === undefined ? undefined : indexSilent(index, fault[1], text ?? "");
};

/** Milliseconds for the default index: whatever is not refused at once is left to uv, which may have a proxy or patience of its own. */
const GLANCE = 3_000;

const knockDefault = async (sys: System): Promise<Silence | undefined> => {
  const index = await defaultIndex(sys);
  if (!("address" in index)) return undefined;
  const address = index.address.replace(/^[A-Za-z0-9._-]+=(?=https?:)/, "");
  const text = /^https?:\/\//.test(address) ? await knock(sys, address, GLANCE) : undefined;
  const fault =
    text === undefined ? undefined : FAULTS.slice(0, 2).find(([sign]) => sign.test(text));
  return fault === undefined ? undefined : defaultSilent(address, fault[1], text ?? "");
};

/** Knocks once at each index that a question names, and at the default one where its address is known: uv needs 7 s of retries for each question to find out the same. */
export const openProbe = (sys: System): Probe => {
  const known = new Map<string, Promise<Silence | undefined>>();
  let usual: Promise<Silence | undefined> | undefined;
  return async (named) => {
    for (const index of named) {
      const silence = known.get(index.address) ?? knockNamed(sys, index);
      known.set(index.address, silence);
      const found = await silence;
      if (found !== undefined) return found;
    }
    return (usual ??= knockDefault(sys));
  };
};
