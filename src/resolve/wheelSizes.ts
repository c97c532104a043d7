import pLimit from "p-limit";
import { LIMITS } from "../registry/answerLimits.ts";
import type { HttpRequest, HttpResponse, System } from "../system/ports.ts";
import { redirectOf } from "../system/redirects.ts";
import { indexLogin } from "./indexSecrets.ts";
import { defaultIndex } from "./indexSettings.ts";
import type { NamedIndex } from "./namedIndexes.ts";

/**
 * Sizes of wheel files in bytes, by sha256. A wheel's size never changes, so they are kept for
 * ever.
 */
export interface Sizes {
  /** Bytes; 0 when nobody says. */
  of(wheel: { readonly sha256: string; readonly address: string }): Promise<number>;
  /** Writes what was learned. */
  keep(): Promise<void>;
}

const AT_ONCE = 16;
const TIMEOUT = 20_000;

const numberOr0 = (text: string | undefined): number =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : 0;

/** Origin -> `user:password` of the default index, where its address has them. */
const defaultLogin = async (sys: System): Promise<readonly (readonly [string, string])[]> => {
  const index = await defaultIndex(sys);
  const text = "address" in index ? index.address.replace(/^[A-Za-z0-9._-]+=/, "") : "";
  if (!URL.canParse(text)) return [];
  const { origin, username, password } = new URL(text);
  return username === ""
    ? []
    : [[origin, `${decodeURIComponent(username)}:${decodeURIComponent(password)}`]];
};

/** Logins of indexes, for files that lie on the same host. */
const authorisation = async (
  sys: System,
  named: readonly NamedIndex[],
): Promise<(address: string) => Record<string, string>> => {
  const ofNamed = named.flatMap((index) => {
    const login = indexLogin(sys.env, index);
    return login === undefined ? [] : [[new URL(index.address).origin, login] as const];
  });
  const logins = new Map([...(await defaultLogin(sys)), ...ofNamed]);
  return (address) => {
    const login = logins.get(new URL(address).origin);
    return login === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
  };
};

/** `HEAD`, else the total that a request for one byte names. */
const askSize = async (
  sys: System,
  address: string,
  headers: (address: string) => Record<string, string>,
): Promise<number> => {
  let at = address;
  let method: HttpRequest["method"] = "HEAD";
  for (let hop = 0; hop <= LIMITS.redirects; hop += 1) {
    const range: Record<string, string> = method === "GET" ? { range: "bytes=0-0" } : {};
    const response: HttpResponse = await sys.http.request({
      method,
      url: at,
      headers: { ...headers(at), ...range, "accept-encoding": "identity" },
      timeout: TIMEOUT,
    });
    const { status, headers: answered } = response;
    await response.discard();
    const next = redirectOf(response, at);
    if (next !== undefined) at = next;
    else if (status === 206) return numberOr0(answered["content-range"]?.split("/")[1]);
    else if (status === 200 && numberOr0(answered["content-length"]) > 0)
      return numberOr0(answered["content-length"]);
    else if (method === "GET") return 0;
    else method = "GET";
  }
  return 0;
};

const tolerant = async (
  sys: System,
  address: string,
  headers: (address: string) => Record<string, string>,
): Promise<number> => {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      return await askSize(sys, address, headers);
    } catch (error) {
      sys.log.debug(`no size: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return 0;
};

const readKnown = async (sys: System, file: string): Promise<Map<string, number>> => {
  try {
    const stored: unknown = JSON.parse((await sys.files.readText(file)) ?? "{}");
    if (typeof stored !== "object" || stored === null) return new Map();
    return new Map(
      Object.entries(stored).filter(
        (pair): pair is [string, number] => typeof pair[1] === "number" && pair[1] > 0,
      ),
    );
  } catch {
    return new Map();
  }
};

interface WheelFile {
  readonly sha256: string;
  readonly address: string;
}

interface SizeFacts {
  /** Where sizes are kept. */
  readonly file: string;
  /** Indexes whose files may lie behind a login. */
  readonly named: readonly NamedIndex[];
}

/** Asks for sizes that are not in `file`, a bounded number at once. */
const openAsk = (
  sys: System,
  { file, named }: SizeFacts,
): ((wheel: WheelFile) => Promise<number>) => {
  const limit = pLimit(AT_ONCE);
  let sizes: Promise<Map<string, number>> | undefined;
  let headers: ReturnType<typeof authorisation> | undefined;
  let end: number | undefined;
  return async ({ sha256, address }) => {
    sizes ??= readKnown(sys, file);
    const size = (await sizes).get(sha256);
    if (size !== undefined) return size;
    if (!/^https?:/.test(address))
      return (await sys.files.stat(address.replace(/^file:\/\//, "")))?.size ?? 0;
    headers ??= authorisation(sys, named);
    const withHeaders = await headers;
    end ??= sys.clock.now() + LIMITS.wheelSizesTime;
    const last = end;
    // An index that answers slowly costs sizes, which are for information, and not hours.
    return limit(() => (sys.clock.now() > last ? 0 : tolerant(sys, address, withHeaders)));
  };
};

/**
 * Sizes known in `file` and asked of the index by HEAD, a bounded number at once. An index that
 * names no size costs no verdict.
 */
export const openSizes = (sys: System, { file, named }: SizeFacts): Sizes => {
  const requests = new Map<string, Promise<number>>();
  const ask = openAsk(sys, { file, named });
  const of: Sizes["of"] = (wheel) => {
    const size = requests.get(wheel.sha256) ?? ask(wheel);
    requests.set(wheel.sha256, size);
    return size;
  };
  const keep = async (): Promise<void> => {
    if (requests.size === 0) return;
    const all = await readKnown(sys, file);
    const before = all.size;
    for (const [sha256, size] of requests) if ((await size) > 0) all.set(sha256, await size);
    if (all.size > before)
      await sys.files.write(
        file,
        JSON.stringify(Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)))),
      );
  };
  return { of, keep };
};
