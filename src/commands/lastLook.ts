import { DlEnvError } from "../errors/error.ts";
import { isLocal } from "../matrix/base.ts";
import { baseRepositories } from "../matrix/baseRepositories.ts";
import type { Planned } from "../pipeline.ts";
import type { KnownBases } from "../plan/knownBases.ts";
import {
  currentBases,
  isUnchanged,
  seenRepository,
  type SeenRepository,
} from "../plan/seenBases.ts";
import { forgetLook, readLook, writeLook, type LastLook } from "../publish/lastLook.ts";
import { journalTags } from "../publish/promotionJournal.ts";
import { readPushedPage, type PushedPage } from "../registry/pushedTags.ts";
import type { BaseDigests } from "../registry/baseImage.ts";
import type { Session } from "../session.ts";
import type { WatchReport } from "./watch/watchReport.ts";

/** What still holds of the last look at everything. */
export interface KeptLook extends Pick<LastLook, "at" | "outside"> {
  readonly published: ReadonlySet<string>;
  /** Their registries said just now that they are the same. */
  readonly bases: KnownBases;
}

/** What a command knows before it looks at anything by itself. */
export interface OpenedLook {
  /** When it was opened; milliseconds since the epoch. */
  readonly now: number;
  /** Pages of last pushes by repository of bases; those of all repositories, or none. */
  readonly pages: ReadonlyMap<string, PushedPage>;
  readonly kept?: KeptLook;
}

/** Repository of bases -> the page of its last pushes, where there is one for each; else none. */
const pagesOf = ({ request, catalog, open }: Session): ReadonlyMap<string, string> => {
  const repositories = baseRepositories(request, catalog).filter((name) => !isLocal(name));
  const addresses = repositories.flatMap((name) => {
    const parts = name.split("/");
    const list = Object.hasOwn(catalog.pushLists, parts[0] ?? "")
      ? catalog.pushLists[parts[0] ?? ""]
      : undefined;
    // A mirror, and who stands for NVIDIA, may have what nobody pushed there.
    if (list === undefined || open(name).mirror !== undefined || name === catalog.base) return [];
    const address = list.address
      .replace("{namespace}", parts.slice(1, -1).join("/"))
      .replace("{name}", parts.at(-1) ?? "");
    return [[name, address] as const];
  });
  return new Map(addresses.length === repositories.length ? addresses : []);
};

const readPages = async (
  { sys }: Pick<Session, "sys">,
  addresses: ReadonlyMap<string, string>,
): Promise<OpenedLook["pages"]> => {
  const pages = new Map<string, PushedPage>();
  for (const [name, address] of addresses) {
    const page = await readPushedPage(sys, address);
    if (page === undefined) return new Map();
    pages.set(name, page);
  }
  return pages;
};

/** The last look; undefined where the destination tells of none, whatever the reason. */
const lookAt = async ({ to, sys }: Session, now: number): Promise<LastLook | undefined> => {
  try {
    return await readLook(to, now);
  } catch (error) {
    if (!(error instanceof DlEnvError) || error.exit !== 3) throw error;
    sys.log.debug(`What was seen last is not known: ${error.message}`);
    return undefined;
  }
};

const stillHolds = (
  { at, outside, published, bases }: LastLook,
  pages: OpenedLook["pages"],
  now: number,
): KeptLook | undefined => {
  const isSame = [...pages].every(([name, page]) => {
    const seen = Object.hasOwn(bases, name) ? bases[name] : undefined;
    return seen !== undefined && isUnchanged(seen, page);
  });
  if (pages.size === 0 || !isSame) return undefined;
  const today = new Date(now).toISOString().slice(0, 10);
  return { at, outside, published: new Set(published), bases: currentBases(bases, today) };
};

/** Whether it is the whole of a dl-env.yml that is looked at, and servers are asked. */
const isWhole = ({ to, options, assignment }: Session): boolean =>
  to.kind === "registry" &&
  options.offline !== true &&
  options.cells === undefined &&
  assignment.kind === "request";

/**
 * The last look at a destination and whether it still holds, in two requests: for the look, and for
 * the page of last pushes. None where no registry of bases has such a page. `full`: what was seen
 * is left aside. `keeps`: a new one is to be kept, for which the page is needed in any case.
 */
export const openLook = async (
  session: Session,
  { full, keeps }: { readonly full: boolean; readonly keeps: boolean },
): Promise<OpenedLook> => {
  const now = session.sys.clock.now();
  const addresses = isWhole(session) ? pagesOf(session) : new Map<string, string>();
  if (addresses.size === 0 || (full && !keeps)) return { now, pages: new Map() };
  const look = full ? undefined : await lookAt(session, now);
  if (look === undefined && !keeps) return { now, pages: new Map() };
  const pages = await readPages(session, addresses);
  const kept = look === undefined ? undefined : stillHolds(look, pages, now);
  return { now, pages, ...(kept === undefined ? {} : { kept }) };
};

/** Digests of the bases of accepted cells in one repository, by tag. */
const digestsIn = ({ plan }: Planned, repository: string): Record<string, BaseDigests> =>
  Object.fromEntries(
    plan.cells.flatMap(({ base }) => {
      const at = base?.tag.lastIndexOf(":") ?? -1;
      return base?.digest === undefined ||
        base.platformDigest === undefined ||
        base.tag.slice(0, at) !== repository
        ? []
        : [
            [
              base.tag.slice(at + 1),
              { indexDigest: base.digest, platformDigest: base.platformDigest },
            ] as const,
          ];
    }),
  );

const seenBases = (
  planned: Planned,
  pages: OpenedLook["pages"],
): Readonly<Record<string, SeenRepository>> | undefined => {
  const seen = [...pages].flatMap(([name, page]) => {
    const list = planned.lists.get(name);
    const found =
      list === undefined ? undefined : seenRepository(page, list, digestsIn(planned, name));
    return found === undefined ? [] : [[name, found] as const];
  });
  return pages.size > 0 && seen.length === pages.size ? Object.fromEntries(seen) : undefined;
};

/** Whether nothing was to be done, and it was known of everything. */
const isQuiet = ({ changed, unknown, retention }: WatchReport, planned: Planned): boolean =>
  changed.length === 0 &&
  unknown.length === 0 &&
  planned.refused.length === 0 &&
  // What is to go by a rule, goes at its time.
  (retention === undefined || (retention.cells.length === 0 && !retention.isToDo));

/** Tags of images by which a later night sees the same: of cells, and of those without a base. */
const publishedIn = (
  { plan }: Planned,
  { gone }: WatchReport,
  tags: ReadonlySet<string>,
): readonly string[] => [
  ...plan.cells.flatMap((cell) => cell.tags),
  ...[...tags].filter((tag) => gone.some(({ cell }) => tag.startsWith(`${cell}-r`))),
];

/** Whether a promotion has begun since these tags were listed, or one of them did not end. */
const isPromoting = (before: ReadonlySet<string>, after: readonly string[]): boolean => {
  const known = new Set(journalTags(before).map(({ name }) => name));
  return journalTags(after).some(({ name, done }) => !done || !known.has(name));
};

/**
 * Keeps what was seen when everything was looked at and nothing was to be done, so that the next
 * night is two requests as long as it stays so. Nothing is kept where that could not be told, and
 * it is taken back where a promotion began meanwhile. True when it was kept.
 */
export const keepLook = async (
  { to, sys }: Pick<Session, "to" | "sys">,
  planned: Planned,
  { opened, report }: { readonly opened: OpenedLook; readonly report: WatchReport },
): Promise<boolean> => {
  const bases = seenBases(planned, opened.pages);
  const { imageTags: listed, isBelieved } = planned;
  if (bases === undefined || listed === undefined || isBelieved) return false;
  if (!isQuiet(report, planned) || isPromoting(listed, [...listed])) return false;
  const { at = opened.now } = opened.kept ?? {};
  const published = publishedIn(planned, report, listed);
  try {
    await writeLook(to, { at, published, outside: report.outside ?? [], bases });
    const isLate = isPromoting(listed, await to.tags());
    if (isLate) await forgetLook(to);
    return !isLate;
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    sys.log.info(
      `What was seen could not be kept in ${to.name}, so the next night asks for all of it: ` +
        error.message,
    );
    return false;
  }
};
