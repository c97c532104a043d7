import type { System } from "../system/ports.ts";
import { memoized } from "../text/memoized.ts";
import type { NamedIndex } from "./namedIndexes.ts";
import { defaultIndex } from "./indexSettings.ts";
import { defaultIndexFailure, namedIndexFailure, type IndexFailure } from "./indexFailures.ts";

/** Says why one of these indexes cannot be reached, or nothing. */
export type Probe = (named: readonly NamedIndex[]) => Promise<IndexFailure | undefined>;

/** Milliseconds. */
const PATIENCE = 10_000;

/**
 * Faults that uv would meet too. Whatever else goes wrong (a certificate, credentials, an odd
 * answer) is left to uv, which has its own settings for it.
 */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, "its host name could not be resolved"],
  [/ECONNREFUSED/, "the connection was refused"],
  [/EHOSTUNREACH|ENETUNREACH/, "there is no route to it"],
  [/TIMEOUT|ETIMEDOUT/, "it did not answer in time"],
];

/** What went wrong when an address was asked; undefined when an answer came. */
const probe = async (
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

const probeNamed = async (sys: System, index: NamedIndex): Promise<IndexFailure | undefined> => {
  const text = await probe(sys, index.address, PATIENCE);
  const fault = text === undefined ? undefined : FAULTS.find(([sign]) => sign.test(text));
  return fault === undefined
    ? undefined
    : namedIndexFailure(index, { cause: fault[1], text: text ?? "" });
};

/**
 * Milliseconds for the default index: whatever is not refused at once is left to uv, which may have
 * a proxy or patience of its own.
 */
const GLANCE = 3_000;

const probeDefault = async (sys: System): Promise<IndexFailure | undefined> => {
  const index = await defaultIndex(sys);
  if (!("address" in index)) return undefined;
  const address = index.address.replace(/^[A-Za-z0-9._-]+=(?=https?:)/, "");
  const text = /^https?:\/\//.test(address) ? await probe(sys, address, GLANCE) : undefined;
  const fault =
    text === undefined ? undefined : FAULTS.slice(0, 2).find(([sign]) => sign.test(text));
  return fault === undefined
    ? undefined
    : defaultIndexFailure(address, { cause: fault[1], text: text ?? "" });
};

/**
 * Asks once at each index that a question names, and at the default one where its address is known:
 * uv needs 7 s of retries for each question to find out the same.
 */
export const openProbe = (sys: System): Probe => {
  const ofNamed = memoized(
    (index: NamedIndex) => probeNamed(sys, index),
    ({ address }) => address,
  );
  let ofDefault: Promise<IndexFailure | undefined> | undefined;
  return async (named) => {
    for (const index of named) {
      const failure = await ofNamed(index);
      if (failure !== undefined) return failure;
    }
    return (ofDefault ??= probeDefault(sys));
  };
};
