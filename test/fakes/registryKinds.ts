import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  startFakeRegistry,
  type Answer,
  type Asked,
  type FakeRegistry,
  type FakeRegistryOptions,
  type Fault,
} from "./registry.ts";
import { startTokenServer, type Access } from "./tokenServer.ts";

/** A double of a registry product, as far as it differs from distribution. */
export interface RegistryKind {
  readonly name: string;
  /** Starts it; `home` gets the login that it wants. */
  readonly start: (home: string) => Promise<FakeRegistry>;
}

const LOGIN = Buffer.from("ada:secret").toString("base64");

const logIn = async (home: string, host: string): Promise<void> => {
  await mkdir(join(home, ".docker"), { recursive: true });
  const auths = { [host]: { auth: LOGIN } };
  await writeFile(join(home, ".docker/config.json"), JSON.stringify({ auths }));
};

const actionOf = ({ method }: Asked): string =>
  method === "GET" || method === "HEAD" ? "pull" : "push";

/** What a token of the doubles is good for, and until when; milliseconds since the epoch. */
interface Token {
  readonly access: readonly Access[];
  readonly until: number;
}

/** Whether a token, which is what it is good for, does for a request. */
const covers = (authorization: string | undefined, asked: Asked): boolean => {
  const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  const name = /^\/v2\/(.+?)\/(?:tags|manifests|blobs|referrers)\//.exec(asked.url)?.[1];
  if (token === undefined) return false;
  const { access, until } = JSON.parse(Buffer.from(token, "base64").toString()) as Token;
  const isGood = access.some((one) => one.name === name && one.actions.includes(actionOf(asked)));
  return Date.now() < until && (name === undefined || isGood);
};

/** How a token service issues tokens. */
interface Issuing {
  /** Seconds. */
  readonly life?: number;
  /** What of the actions that are asked for it gives. */
  readonly gives?: (action: string, name: string) => boolean;
}

const ALL_RIGHTS = (): boolean => true;

/** A registry that wants a token for each repository, of a service that wants a login. */
const withTokens =
  (options: FakeRegistryOptions, { life = 300, gives = ALL_RIGHTS }: Issuing = {}) =>
  async (home: string): Promise<FakeRegistry> => {
    const tokens = await startTokenServer({
      life,
      issue: ({ authorization }, access) =>
        authorization === `Basic ${LOGIN}`
          ? Buffer.from(
              JSON.stringify({
                access: access.map(({ actions, ...one }) => ({
                  ...one,
                  actions: actions.filter((action) => gives(action, one.name)),
                })),
                until: Date.now() + life * 1000,
              }),
            ).toString("base64")
          : undefined,
    });
    const fake = await startFakeRegistry({
      ...options,
      auth: {
        challenge: `Bearer realm="${tokens.realm}",service="registry"`,
        // Storage would refuse a request with two logins.
        accepts: (authorization, asked) =>
          asked.url.startsWith("/bucket/")
            ? authorization === undefined
            : covers(authorization, asked),
      },
    });
    await logIn(home, fake.host);
    return {
      ...fake,
      close: async () => {
        await tokens.close();
        await fake.close();
      },
    };
  };

const withBasic =
  (options: FakeRegistryOptions) =>
  async (home: string): Promise<FakeRegistry> => {
    const fake = await startFakeRegistry({
      ...options,
      auth: {
        challenge: 'Basic realm="registry"',
        accepts: (authorization) => authorization === `Basic ${LOGIN}`,
      },
    });
    await logIn(home, fake.host);
    return fake;
  };

const open = (options: FakeRegistryOptions) => (): Promise<FakeRegistry> =>
  startFakeRegistry(options);

/** Every 20th request is one too many; when to come back is told in each way that there is. */
const limited = (): ((asked: Asked, count: number) => Fault | undefined) => {
  const later = [
    { "retry-after": "1" },
    { "retry-after": new Date(Date.now() + 1000).toUTCString() },
    { "retry-after": "0" },
    {},
  ];
  return ({ url }, count) =>
    count % 20 !== 0 || url.startsWith("/bucket/")
      ? undefined
      : {
          kind: "status",
          status: 429,
          headers: {
            "ratelimit-limit": "100;w=21600",
            "ratelimit-remaining": "90;w=21600",
            ...later[(count / 20) % later.length],
          },
        };
};

const OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
const KNOWN_CONFIGS = [OCI_CONFIG, "application/vnd.docker.container.image.v1+json", undefined];

/** GitLab's registry holds the types of artifacts and configs to a list. */
const listedTypes: FakeRegistryOptions["refusesTypes"] = (manifest) => {
  const config = (manifest["config"] as { mediaType: string } | undefined)?.mediaType;
  const artifact = manifest["artifactType"] as string | undefined;
  if (artifact !== undefined) return `unknown media type: ${artifact}`;
  return KNOWN_CONFIGS.includes(config) ? undefined : `unknown media type: ${config}`;
};

/** Schemas from before OCI 1.1 know no subject, and some allow nothing that they do not know. */
const withoutSubject: FakeRegistryOptions["refusesTypes"] = ({ subject }) =>
  subject === undefined ? undefined : "Additional properties are not allowed ('subject')";

const IMMUTABLE = /-r[0-9a-f]{12}$/;

/** The same name always, and no order. */
const scrambled = (name: string): string => createHash("sha256").update(name).digest("hex");

/** Storage under another name of the same server: another origin, to which no login is sent. */
const elsewhere = (port: number): string => `http://localhost:${port}`;

/** A header less, or in other words; names are lower case. */
const without = ({ headers = {}, ...answer }: Answer, ...names: readonly string[]): Answer => ({
  ...answer,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name))),
});

/** A proxy that lets through what it thinks is needed, takes no HEAD, and writes headers anew. */
const plainProxy: FakeRegistryOptions["alters"] = ({ method, url }, answer) => {
  if (method === "HEAD") return { status: 405, headers: { allow: "GET" } };
  const bare = without(answer, "docker-content-digest", "range", "content-type");
  const type = url.includes("/manifests/") ? "text/plain; charset=utf-8" : "binary/octet-stream";
  const headers = { ...bare.headers, "Content-Type": type, "transfer-encoding": "chunked" };
  return { ...bare, headers };
};

/** Behind a proxy that it does not know of: its own addresses have another name, and http. */
const innerNames: FakeRegistryOptions["alters"] = (_, answer) => {
  const { location } = answer.headers ?? {};
  if (location?.startsWith("/v2/") !== true) return answer;
  const inner = `http://inner.example:5000/prefix${location}`;
  return { ...answer, headers: { ...answer.headers, location: inner } };
};

/** Every address has a slash at its end, or lies elsewhere on the same host. */
const moved: FakeRegistryOptions["fault"] = ({ url }) =>
  /\/(?:tags\/list|manifests\/|blobs\/)/.test(url) && !url.includes("moved=1")
    ? {
        kind: "status",
        status: url.includes("/blobs/uploads/") ? 308 : 307,
        headers: { location: `${url}${url.includes("?") ? "&" : "?"}moved=1` },
      }
    : undefined;

/** Says of what is not there that it may not be seen. */
const noMissing: FakeRegistryOptions["alters"] = ({ url }, answer) =>
  answer.status === 404 && /^\/v2\/team\/.*\/manifests\//.test(url) ? { status: 401 } : answer;

/** Answers without what the specification asks for: no address after a piece, none of an upload. */
const silentUploads: FakeRegistryOptions["alters"] = ({ url }, answer) =>
  url.includes("/blobs/uploads/") ? without(answer, "location", "range") : answer;

/** At most so many names at once, and no next page named. */
const countsNames: FakeRegistryOptions["fault"] = ({ url }) =>
  /\/tags\/list\?n=/.test(url)
    ? {
        kind: "status",
        status: 400,
        body: JSON.stringify({ errors: [{ code: "PAGINATION_NUMBER_INVALID" }] }),
      }
    : undefined;

/** Registries on which a whole run must come to its end. */
export const REGISTRY_KINDS: readonly RegistryKind[] = [
  { name: "distribution", start: open({}) },
  {
    name: "Docker Hub",
    start: withTokens({
      newestFirst: true,
      pageSize: 10,
      deletes: 403,
      storage: elsewhere,
      fault: limited(),
    }),
  },
  {
    name: "Nexus",
    start: withBasic({ pageSize: 3, linkOrigin: "http://inner.example:8081", hidesEmpty: 404 }),
  },
  {
    name: "Harbor",
    start: withTokens({
      pageSize: 10,
      referrersApi: true,
      refusesMove: (tag) =>
        IMMUTABLE.test(tag)
          ? {
              status: 412,
              message: `Failed to process request due to '${tag}' configured as immutable.`,
            }
          : undefined,
    }),
  },
  { name: "Quay", start: withTokens({ hidesEmpty: 401, pageSize: 50, deletes: 405 }) },
  {
    name: "GitLab",
    start: withTokens({ refusesTypes: listedTypes, hidesEmpty: 403, pageSize: 100 }),
  },
  { name: "ECR", start: withBasic({ pageSize: 7, mounts: false }) },
  { name: "Artifactory", start: withBasic({ hidesEmpty: 403, pieces: false, mounts: false }) },
  { name: "GHCR", start: withTokens({ hidesEmpty: 403, deletes: 405, relativeLocation: true }) },
  { name: "a registry behind a plain proxy", start: open({ alters: plainProxy }) },
  {
    name: "a registry that knows itself by an inner name",
    start: withBasic({ alters: innerNames, pageSize: 9 }),
  },
  { name: "a registry whose addresses have moved", start: withBasic({ fault: moved }) },
  { name: "a registry that says little of uploads", start: open({ alters: silentUploads }) },
  { name: "a registry that gives one name at once", start: open({ pageSize: 1 }) },
  {
    name: "a registry that refuses to be asked for so many names",
    start: open({ fault: countsNames }),
  },
  {
    name: "a registry that answers 401 for what it lacks",
    start: withBasic({ alters: noMissing }),
  },
  { name: "a registry whose tokens live for a second", start: withTokens({}, { life: 1 }) },
  {
    name: "a registry with tags in no order and immutable tags that answer 409",
    start: open({
      pageSize: 4,
      order: (tags) => tags.toSorted((a, b) => (scrambled(a) < scrambled(b) ? -1 : 1)),
      refusesMove: (tag) =>
        IMMUTABLE.test(tag) ? { status: 409, message: "tag is immutable" } : undefined,
    }),
  },
  { name: "a registry with the referrers API", start: open({ referrersApi: true, pageSize: 20 }) },
  {
    name: "a registry whose list of referrers has only types that it knows",
    start: open({ referrersApi: true, listsType: (type) => KNOWN_CONFIGS.includes(type) }),
  },
  {
    name: "a registry that refuses to list referrers, and does not say that it has no such list",
    start: open({
      referrersApi: true,
      fault: ({ url }) =>
        url.includes("/referrers/")
          ? { kind: "status", status: 415, body: "unsupported artifact type" }
          : undefined,
    }),
  },
  {
    name: "a registry that takes no manifest with a subject",
    start: open({ refusesTypes: withoutSubject }),
  },
  {
    name: "a registry with the referrers API that takes no manifest with a subject",
    start: open({ referrersApi: true, refusesTypes: withoutSubject }),
  },
];

/** Registries that are refused before any work, and with which code. */
export const REFUSED_KINDS: readonly (RegistryKind & {
  readonly code: string;
  readonly mend: string;
})[] = [
  {
    name: "ECR with immutable tags and without the referrers API",
    start: withBasic({
      refusesMove: (tag) => ({
        status: 400,
        message: `The image tag '${tag}' already exists and cannot be overwritten because the repository is immutable.`,
      }),
    }),
    code: "tag-immutable",
    mend: "aws ecr put-image-tag-mutability",
  },
  {
    name: "a registry with immutable tags that says 412 and no more",
    start: withBasic({ refusesMove: () => ({ status: 412, message: "" }) }),
    code: "tag-immutable",
    mend: "docs/registries.md",
  },
  {
    name: "a registry whose tokens are for pull alone",
    start: withTokens({}, { gives: (action, name) => action === "pull" || name !== "team/images" }),
    code: "registry-denied",
    mend: "docker login",
  },
  {
    name: "a registry that takes only images of its own list",
    start: open({
      refusesTypes: (manifest) =>
        JSON.stringify(manifest).includes("vnd.dl-env.probe") ? "unknown media type" : undefined,
    }),
    code: "types-refused",
    mend: "to: registry.example/team/dl-env",
  },
  {
    name: "a registry that takes no index",
    start: open({
      fault: ({ method, url }) =>
        method === "PUT" && /\/team\/.*\/manifests\/sha256-[0-9a-f]{64}$/.test(url)
          ? {
              kind: "status",
              status: 400,
              body: JSON.stringify({ errors: [{ code: "MANIFEST_INVALID", message: "no index" }] }),
            }
          : undefined,
    }),
    code: "types-refused",
    mend: "to: registry.example/team/dl-env",
  },
  {
    name: "a registry that this account may only read",
    start: open({
      fault: ({ method, url }) =>
        url.includes("/team/images/") && method !== "GET" && method !== "HEAD"
          ? { kind: "status", status: 403 }
          : undefined,
    }),
    code: "registry-denied",
    mend: "docker login",
  },
];
