import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { openRepository } from "../../src/registry/openRepository.ts";
import type { System } from "../../src/system/ports.ts";

/** Tags of a repository with the digests of what they name. */
type Tags = ReadonlyMap<string, string>;

/** What a test may have the list answer instead. */
export interface ListAnswer {
  readonly status?: number;
  readonly body: string;
}

/** One entry of the list, with those of its fields that the documentation names. */
export interface ListedTag {
  readonly name: string;
  readonly digest?: string;
  readonly tag_last_pushed: string;
}

interface ListPage {
  readonly count: number;
  readonly next: string | null;
  readonly results: readonly ListedTag[];
}

/** A double of Docker Hub's own interface, which is not its registry. */
export interface HubList {
  readonly origin: string;
  readonly asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[];
  /** What is answered in place of a page; undefined: the page. */
  answer: ((page: ListPage) => ListPage | ListAnswer) | undefined;
  readonly close: () => Promise<void>;
}

/** First push that there was. */
const BEGIN = Date.parse("2026-01-01T00:00:00Z");

/** Notes when a tag began to name what it names. */
const pushTimes = (): ((tags: Tags) => ListedTag[]) => {
  const known = new Map<string, { readonly digest: string; readonly at: number }>();
  let pushes = 0;
  return (tags) => {
    for (const name of known.keys()) if (!tags.has(name)) known.delete(name);
    for (const [name, digest] of tags) {
      if (known.get(name)?.digest === digest) continue;
      pushes += 1;
      known.set(name, { digest, at: BEGIN + pushes * 60_000 });
    }
    return [...known]
      .sort(([, a], [, b]) => b.at - a.at)
      .map(([name, { digest, at }]) => ({
        name,
        digest,
        // Docker Hub's times have six digits.
        tag_last_pushed: new Date(at).toISOString().replace("Z", "123Z"),
        last_updated: new Date(at).toISOString(),
        images: [{ architecture: "amd64", os: "linux", digest, status: "active", size: 1 }],
      }));
  };
};

/**
 * The list of tags of a repository as Docker Hub documents it (docs.docker.com/reference/api/hub,
 * "List repository tags"): the newest push first, at most 100 a page, without a login.
 */
export const startHubList = async (
  tagsOf: (repository: string) => Tags | Promise<Tags>,
): Promise<HubList> => {
  const asked: HubList["asked"] = [];
  const times = pushTimes();
  const pageOf = async (url: URL): Promise<ListPage | undefined> => {
    const [, namespace, name] =
      /^\/v2\/namespaces\/([^/]+)\/repositories\/([^/]+)\/tags$/.exec(url.pathname) ?? [];
    if (namespace === undefined || name === undefined) return undefined;
    const all = times(await tagsOf(`${namespace}/${name}`));
    const size = Math.min(Number(url.searchParams.get("page_size") ?? "10"), 100);
    const more = all.length > size;
    return {
      count: all.length,
      next: more ? `${url.origin}${url.pathname}?page=2&page_size=${size}` : null,
      results: all.slice(0, size),
    };
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://hub");
    asked.push({ url: url.href, headers: request.headers });
    const answer = async (): Promise<void> => {
      const page = await pageOf(url);
      const given = page === undefined ? undefined : (hub.answer?.(page) ?? page);
      if (given === undefined) response.writeHead(404).end("{}");
      else if ("body" in given) response.writeHead(given.status ?? 200).end(given.body);
      else
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(given));
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const hub: HubList = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: undefined,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return hub;
};

/** The list of a registry's repositories, whose tags it is asked for each time. */
export const startHubListOf = (sys: System, registry: string): Promise<HubList> => {
  const open = openRepository(sys);
  return startHubList(async (name) => {
    const repository = open(`${registry}/${name}`);
    const tags = await repository.tags();
    const named = await Promise.all(tags.map((tag) => repository.resolve(tag)));
    return new Map(tags.map((tag, at) => [tag, named[at] ?? ""]));
  });
};

/** Docker Hub's two hosts, asked on this machine; every request is noted as `METHOD address`. */
export const onDockerHub = (
  sys: System,
  { registry, hub }: { readonly registry: string; readonly hub: string },
): { readonly sys: System; readonly requests: string[] } => {
  const requests: string[] = [];
  const http: System["http"] = {
    request: (wanted) => {
      requests.push(`${wanted.method} ${wanted.url}`);
      const url = wanted.url
        .replace(/^https:\/\/registry-1\.docker\.io/, `http://${registry}`)
        .replace(/^https:\/\/hub\.docker\.com/, hub);
      return sys.http.request({ ...wanted, url });
    },
  };
  return { sys: { ...sys, http }, requests };
};
