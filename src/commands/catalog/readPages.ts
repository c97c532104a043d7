import { cardsOfPage, isCardList, type ListedCard } from "../../catalog/cardPage.ts";
import type { Catalog } from "../../catalog/facts.ts";
import { pythonBuilds, type PythonBuild } from "../../catalog/pythonBuilds.ts";
import { DlEnvError } from "../../errors/error.ts";
import { safeUrl } from "../../secrets/safeUrl.ts";
import { readBounded } from "../../system/boundedBody.ts";
import type { System } from "../../system/ports.ts";
import { follow, redirectOf } from "../../system/redirects.ts";
import { mirrored, type Mirrors } from "../../text/mirrors.ts";

/** What a page said, or why it is not known; a sentence. */
export type PageFacts<T> =
  { readonly facts: T } | { readonly facts?: undefined; readonly failure: string };

const REDIRECTS = 5;
const MOST = { bytes: 8 * 1024 * 1024, milliseconds: 60_000 };

/** A page's text, behind its redirects. */
const readPage = async (sys: System, url: string): Promise<PageFacts<string>> => {
  const { response, address, failure } = await follow(sys.http, url, REDIRECTS);
  if (failure !== undefined) return { failure: `${safeUrl(url)} ${failure}.` };
  if (response.status !== 200) {
    await response.discard();
    return { failure: `${safeUrl(address)} answered ${response.status}.` };
  }
  const limit = { what: safeUrl(address), bytes: MOST.bytes };
  const within = { clock: sys.clock, milliseconds: MOST.milliseconds };
  return { facts: new TextDecoder().decode(await readBounded(response.body, limit, within)) };
};

const told = async <T>(read: () => Promise<PageFacts<T>>): Promise<PageFacts<T>> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DlEnvError && error.exit === 3) return { failure: error.message };
    throw error;
  }
};

/** The newest release of Pythons: the name that ends the address to which its page redirects. */
const newestBuild = async (sys: System, url: string): Promise<PageFacts<string>> => {
  const response = await sys.http.request({ method: "GET", url });
  await response.discard();
  const build = /\/(\d{8})$/.exec(redirectOf(response, url) ?? "")?.[1];
  return build === undefined
    ? { failure: `${safeUrl(url)} names no release (it answered ${response.status}).` }
    : { facts: build };
};

/** x.y -> the newest Python of the newest release. */
export const readPythons = (
  sys: System,
  { releases, checksums }: NonNullable<Catalog["origins"]["pythons"]>,
  mirrors: Mirrors,
): Promise<PageFacts<ReadonlyMap<string, PythonBuild>>> =>
  told(async () => {
    const build = await newestBuild(sys, mirrored(releases, mirrors));
    if (build.facts === undefined) return build;
    const address = mirrored(checksums.replaceAll("{build}", build.facts), mirrors);
    const list = await readPage(sys, address);
    if (list.facts === undefined) return list;
    const found = pythonBuilds(list.facts);
    return found.size === 0
      ? { failure: `${safeUrl(address)} is no list of checksums of Pythons.` }
      : { facts: found };
  });

/** The cards of all pages. */
export const readCards = (
  sys: System,
  catalog: Pick<Catalog, "gpus" | "origins">,
  mirrors: Mirrors,
): Promise<PageFacts<readonly ListedCard[]>> =>
  told(async () => {
    const cards: ListedCard[] = [];
    for (const page of catalog.origins.cards) {
      const address = mirrored(page, mirrors);
      const text = await readPage(sys, address);
      if (text.facts === undefined) return text;
      const found = cardsOfPage(text.facts);
      if (!isCardList(found, catalog))
        return { failure: `${safeUrl(address)} is not built as a list of GPUs any more.` };
      cards.push(...found);
    }
    return { facts: cards };
  });
