import { loadCatalog } from "./catalog/load.ts";
import type { Catalog } from "./catalog/facts.ts";
import { checkDestination } from "./matrix/checkDestinations.ts";
import { readRequest } from "./matrix/readRequest.ts";
import { engineChoices } from "./engine/engineNames.ts";
import { STAND_IN_REPOSITORY, standInLayout } from "./engine/standInNames.ts";
import { DlEnvError, wrongRequest, type Place } from "./errors/error.ts";
import { decodeRequest } from "./matrix/decodeRequest.ts";
import { namesOfIndexes, withOwnIndexes } from "./matrix/ownIndexes.ts";
import { withOwnPackages } from "./matrix/ownPackages.ts";
import type { Request } from "./matrix/request.ts";
import { withSetFiles } from "./matrix/setFiles.ts";
import type { JobAssignment } from "./plan/jobAssignment.ts";
import { withBase } from "./matrix/ownBase.ts";
import { baseRepositories } from "./matrix/baseRepositories.ts";
import { namesStandIn, onStandIn } from "./matrix/onStandIn.ts";
import { reachesBases } from "./plan/reachableBases.ts";
import { openRepository } from "./registry/openRepository.ts";
import type { OpenRepository, Repository } from "./registry/repository.ts";
import type { System } from "./system/ports.ts";

/** What every command that reads dl-env.yml begins with. */
export interface Session {
  readonly sys: System;
  readonly catalog: Catalog;
  readonly request: Request;
  readonly open: OpenRepository;
  /** Where images go. */
  readonly to: Repository;
  /** Where layers live; may be the same as `to`. */
  readonly store: Repository;
  /** Folder of dl-env.yml: locks and layouts are relative to it. */
  readonly folder: string;
  readonly assignment: JobAssignment;
  readonly options: SessionOptions;
}

export interface SessionOptions {
  /** Path of the request; default `dl-env.yml`. */
  readonly file?: string;
  /** Override the file's own keys. */
  readonly engine?: Request["engine"];
  readonly build?: Request["build"];
  readonly to?: string;
  /** Whether a stand-in for nvidia/cuda may be made. */
  readonly standIn?: boolean;
  /** Only these cells (ids). */
  readonly cells?: readonly string[];
  /** Asks nothing outside this machine; the catalog's copies and committed locks must do. */
  readonly offline?: boolean;
  /** Resolves again although a committed lock is there. */
  readonly update?: boolean;
  /** Milliseconds for which an earlier answer of the resolver counts; default one hour. */
  readonly answerMaxAgeMs?: number;
  /** Overrides the file's `smoke.require`. */
  readonly require?: Request["smoke"]["require"];
  /** What this job works on; default all of dl-env.yml. */
  readonly assignment?: JobAssignment;
}

/** The folder part of a path; `.` when it has none. */
const folderOf = (path: string): string =>
  path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : ".";

/** `oci:DIR` with DIR relative to the folder of dl-env.yml; anything else as it is. */
const anchored = (name: string, folder: string): string => {
  if (!name.startsWith("oci:")) return name;
  const dir = name.slice("oci:".length);
  return dir.startsWith("/") ? name : `oci:${folder}/${dir.replace(/^\.\//, "")}`;
};

/**
 * The catalog names a repository for the stand-in; here it is a layout in the user's cache folder.
 */
const withStandIn =
  (open: OpenRepository, dir: string): OpenRepository =>
  (name, place) =>
    open(name === STAND_IN_REPOSITORY ? `oci:${dir}` : name, place);

/** A mirror that the client of registries refuses stands in a line of dl-env.yml. */
const withMirrorPlace =
  (open: OpenRepository, { mirrors, places }: Request): OpenRepository =>
  (name, place) => {
    try {
      return open(name, place);
    } catch (error) {
      const key =
        error instanceof DlEnvError && error.code === "wrong-mirror"
          ? Object.keys(mirrors).find((one) =>
              error.message.includes(` ${one.replace(/^https?:\/\//, "").replace(/\/+$/, "")} `),
            )
          : undefined;
      const at = key === undefined ? undefined : places[`mirrors.${key}`];
      if (!(error instanceof DlEnvError) || at === undefined) throw error;
      throw new DlEnvError(
        {
          code: error.code,
          message: error.message,
          place: at,
          ...(error.hint === undefined ? {} : { hint: error.hint }),
        },
        { cause: error },
      );
    }
  };

/** Folder of committed locks. */
export const lockFolder = ({
  folder,
  assignment,
}: Pick<Session, "folder" | "assignment">): string =>
  assignment.kind === "request" ? `${folder}/locks` : assignment.locks;

export interface SessionInput {
  /** Text of the request, and the file that messages name. */
  readonly text: string;
  readonly file: string;
  /** Known already; the request's own `catalog` is then not looked at. */
  readonly catalog?: Catalog;
  readonly options: SessionOptions;
}

const catalogFor = async (sys: System, { text, file }: SessionInput): Promise<Catalog> => {
  const builtIn = await loadCatalog(sys);
  const { catalog, places, customization } = decodeRequest(text, file, {
    catalog: builtIn,
    tolerant: true,
    engines: engineChoices(),
  });
  if (catalog === undefined) return builtIn;
  const place = places["catalog"];
  return loadCatalog(
    sys,
    catalog.startsWith("/") ? catalog : `${folderOf(file)}/${catalog.replace(/^\.\//, "")}`,
    { ...(place === undefined ? {} : { place }), indexes: namesOfIndexes(customization) },
  );
};

/** Where a message about `--to` belongs: not into the file. */
const OPTION_TO: Place = { file: "--to" };

/**
 * The destination of the command line, whose folders are relative to where it was typed; its layers
 * lie beside it.
 */
const withDestination = (
  request: Request,
  to: string,
  { sys, folder }: { readonly sys: System; readonly folder: string },
): Request => {
  const [wrong] = checkDestination("The destination", to, OPTION_TO);
  if (wrong !== undefined) throw wrongRequest(wrong);
  const where = folder === "." ? to : anchored(to, sys.env.cwd);
  return {
    ...request,
    to: where,
    store: to.startsWith("oci:") ? where : `${to}-layers`,
    places: { ...request.places, to: OPTION_TO, store: OPTION_TO },
  };
};

/** Opens the destination and the store of a request that is known already. */
export const sessionWith = (
  sys: System,
  {
    request,
    catalog,
    folder,
    options,
  }: Pick<Session, "request" | "catalog" | "folder" | "options">,
): Session => {
  const destinations = [request.to, request.store].map((name) => anchored(name, folder));
  const opened = openRepository(sys, { mirrors: request.mirrors, destinations });
  const open = withMirrorPlace(withStandIn(opened, standInLayout(sys)), request);
  const [toName = "", storeName = ""] = destinations;
  const to = open(toName, request.places["to"]);
  const store = request.store === request.to ? to : open(storeName, request.places["store"]);
  const assignment = options.assignment ?? { kind: "request" };
  return { sys, catalog, request, open, to, store, folder, assignment, options };
};

/** Decodes a request, and opens the destination and the store; nothing outside is asked yet. */
export const sessionOf = async (sys: System, input: SessionInput): Promise<Session> => {
  const { text, file, options } = input;
  const folder = folderOf(file);
  const facts = input.catalog ?? (await catalogFor(sys, input));
  const decoded = decodeRequest(text, file, { catalog: facts, engines: engineChoices() });
  const whole = await withSetFiles(sys, decoded, { catalog: facts, folder });
  const catalog = withBase(withOwnIndexes(withOwnPackages(facts, whole), whole), whole.base);
  const request: Request = {
    ...whole,
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(options.build === undefined ? {} : { build: options.build }),
    ...(options.require === undefined ? {} : { smoke: { require: options.require } }),
  };
  const there =
    options.to === undefined ? request : withDestination(request, options.to, { sys, folder });
  return sessionWith(sys, { request: there, catalog, folder, options });
};

/**
 * The session on stand-ins, where they are allowed, the request names none, and no registry of
 * bases answers; else as it is.
 */
const withStandIns = async (session: Session): Promise<Session> => {
  const { sys, request, catalog, options } = session;
  if (options.standIn !== true || namesStandIn(request)) return session;
  const repositories = baseRepositories(request, catalog);
  if (options.offline !== true && (await reachesBases(session, repositories))) return session;
  sys.log.warn(
    `${repositories.join(", ")} cannot be queried: each Ubuntu of ${request.file} is a stand-in ` +
      "made from Debian 12 in this run. It is not CUDA, and its images are never published.",
  );
  return sessionWith(sys, { ...session, request: onStandIn(request) });
};

/** Reads dl-env.yml and opens what it names; see sessionOf. */
export const openSession = async (sys: System, options: SessionOptions = {}): Promise<Session> => {
  const file = options.file ?? "dl-env.yml";
  const text = await readRequest(sys.files, file);
  return withStandIns(await sessionOf(sys, { text, file, options }));
};
