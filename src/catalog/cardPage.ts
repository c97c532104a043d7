import type { Gpu } from "./gpuFacts.ts";
import { gpuNamed } from "./gpuNames.ts";

/** A card as a page of NVIDIA's names it, without the maker's name. */
export interface ListedCard {
  readonly name: string;
  /** x.y */
  readonly computeCapability: string;
  readonly kind: Gpu["kind"];
}

const CAPABILITY = /^\d{1,2}\.\d$/;

/** What stands before the name on the page and not in the catalog. */
const MAKER = /^(?:NVIDIA|GeForce|Tesla)\s+/i;

const CARD =
  /^(?:(?:RTX|GTX|GT|GB|GH|TITAN|Quadro|NVS|Jetson|DGX|MX|A|B|H|L|P|V|T|K|M)\b|[ABHLPVTKM]\d|GB\d|GH\d|MX\d)/i;

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&nbsp;": " ",
  "&#160;": " ",
  "&reg;": "",
  "&#174;": "",
  "&trade;": "",
};

/** Texts of the page's cells and lines, in their order; scripts and styles are left out. */
const textsOf = (page: string): string[] =>
  page
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "\n")
    .replaceAll(/<\/?(?:sup|sub|a|b|strong|em|span|i)\b[^>]*>/gi, "")
    .replaceAll(/<[^>]*>/g, "\n")
    .replaceAll(/&[a-z#0-9]+;/gi, (entity) => ENTITIES[entity.toLowerCase()] ?? " ")
    .split("\n")
    .map((text) => text.replaceAll(/[®™]/g, "").replaceAll(/\s+/g, " ").trim())
    .filter((text) => text !== "");

const kindOf = (text: string, name: string): Gpu["kind"] => {
  if (/jetson/i.test(name)) return "jetson";
  if (/geforce|^(?:gtx|titan|mx\d)/i.test(text) || /^RTX \d0\d0(?: Ti| SUPER)?$/i.test(name))
    return "geforce";
  return /RTX|Quadro|NVS/i.test(name) ? "workstation" : "datacenter";
};

/**
 * The cards of a page that lists them by compute capability: a text that is a capability and
 * nothing else begins its cards. Empty when the page is built otherwise.
 */
export const cardsOfPage = (page: string): ListedCard[] => {
  let capability: string | undefined;
  const found = new Map<string, ListedCard>();
  for (const text of textsOf(page)) {
    if (CAPABILITY.test(text)) {
      capability = text;
      continue;
    }
    const name = text.replace(MAKER, "").replace(MAKER, "");
    if (capability === undefined || name.length > 60 || !CARD.test(name)) continue;
    if (!found.has(name))
      found.set(name, { name, computeCapability: capability, kind: kindOf(text, name) });
  }
  return [...found.values()];
};

/** Shares of the catalog's cards that a page must have before what it lacks or adds counts. */
const LEAST_KNOWN = 0.5;

/**
 * Whether a list is that of cards: at least half of its names are in the catalog with the same
 * capability. A page that was rebuilt would else bring names that are none.
 */
export const isCardList = (
  cards: readonly ListedCard[],
  catalog: { readonly gpus: readonly Gpu[] },
): boolean => {
  const known = cards.filter(
    ({ name, computeCapability }) =>
      gpuNamed(name, catalog)?.computeCapability === computeCapability,
  );
  return cards.length > 0 && known.length / cards.length >= LEAST_KNOWN;
};
