import { isAbsolute, join } from "node:path";
import * as z from "zod";
import { unreachable, wrongRequest } from "../errors/error.ts";
import { absolutePath } from "../system/absolutePath.ts";
import type { System } from "../system/ports.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

/**
 * How one registry knows us. `identity` is a refresh token, `token` a bearer token to send as it
 * is.
 */
export type Credentials =
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  | { readonly kind: "identity"; readonly token: string }
  | { readonly kind: "token"; readonly token: string };

type Sources = Pick<System, "files" | "env" | "processes">;

const Entry = z.object({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
  registrytoken: z.string().optional(),
});
const AuthFile = z.object({
  auths: z.record(z.string(), Entry).optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
  credsStore: z.string().optional(),
});
type AuthFile = z.infer<typeof AuthFile>;
const HelperAnswer = z.object({ Username: z.string(), Secret: z.string() });

/** Docker's key for Docker Hub, in config.json and towards helpers. */
const HUB_KEY = "https://index.docker.io/v1/";

/**
 * Files that may hold credentials, the first that knows the registry counts: REGISTRY_AUTH_FILE
 * alone when it is set (as podman does), else docker's config.json, then podman's auth.json of this
 * login session, then the one that stays.
 */
export const authFiles = (env: System["env"]): string[] => {
  const only = env.get("REGISTRY_AUTH_FILE");
  if (only !== undefined && only !== "") return [isAbsolute(only) ? only : join(env.cwd, only)];
  const docker = absolutePath(env, "DOCKER_CONFIG") ?? join(env.home, ".docker");
  const runtime = env.get("XDG_RUNTIME_DIR") ?? `/run/containers/${env.uid}`;
  const settings = env.get("XDG_CONFIG_HOME") ?? join(env.home, ".config");
  return [
    join(docker, "config.json"),
    join(runtime, "containers", "auth.json"),
    `/run/containers/${env.uid}/auth.json`,
    join(settings, "containers", "auth.json"),
  ];
};

const readAuthFile = async (sources: Sources, file: string): Promise<AuthFile | undefined> => {
  const text = await sources.files.readText(file);
  if (text === undefined || text.trim() === "") return undefined;
  const broken = (): Error =>
    // The cause is left out: a parser's message quotes the text, and the text holds secrets.
    wrongRequest({
      code: "wrong-auth-file",
      message:
        `The credentials in ${file} cannot be read: it is not the JSON that docker and ` +
        "podman write.",
      place: { file },
      hint: `Move it away and log in again: mv ${file} ${file}.old`,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken();
  }
  const decoded = AuthFile.safeParse(value);
  if (!decoded.success) throw broken();
  return decoded.data;
};

/**
 * Keys under which a registry's credentials may stand, the most telling first: podman's
 * host/path/path, then the host, then docker's forms.
 */
export const keysFor = (host: string, repository: string): string[] => {
  const parts = repository.split("/");
  const paths = parts.map((_, index) => [host, ...parts.slice(0, parts.length - index)].join("/"));
  const forms = [
    host,
    `https://${host}`,
    `https://${host}/v1/`,
    `https://${host}/v2/`,
    `http://${host}`,
  ];
  return host === "docker.io"
    ? [...paths, host, HUB_KEY, "index.docker.io", "registry-1.docker.io", ...forms]
    : [...paths, ...forms];
};

const fromEntry = (entry: z.infer<typeof Entry>): Credentials | undefined => {
  if (entry.registrytoken) return { kind: "token", token: entry.registrytoken };
  if (entry.identitytoken) return { kind: "identity", token: entry.identitytoken };
  if (entry.username && entry.password)
    return { kind: "password", username: entry.username, password: entry.password };
  if (!entry.auth) return undefined;
  const plain = Buffer.from(entry.auth, "base64").toString("utf8").replace(/\0+$/, "");
  const colon = plain.indexOf(":");
  return colon < 1
    ? undefined
    : { kind: "password", username: plain.slice(0, colon), password: plain.slice(colon + 1) };
};

const helperFailed = (program: string, why: string): Error =>
  unreachable({
    code: "credential-helper-failed",
    message: `The credential helper ${program} failed: ${why}.`,
    hint: `Run it yourself: echo ${HUB_KEY} | ${program} get`,
  });

const decodeHelperAnswer = (program: string, text: string): Credentials => {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw helperFailed(program, "it did not answer with JSON");
  }
  const decoded = HelperAnswer.safeParse(answer);
  if (!decoded.success) throw helperFailed(program, "its answer has no Username and Secret");
  const { Username, Secret } = decoded.data;
  return Username === "<token>"
    ? { kind: "identity", token: Secret }
    : { kind: "password", username: Username, password: Secret };
};

/**
 * Asks docker-credential-NAME; the registry goes in on standard input, the secret comes out on
 * standard output, nothing is in argv.
 */
const askHelper = async (
  sources: Sources,
  name: string,
  server: string,
): Promise<Credentials | undefined> => {
  const program = `docker-credential-${name}`;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    throw wrongRequest({
      code: "wrong-auth-file",
      message: "The name of a credential helper in the credentials file is not a program's name.",
      hint: "Look at credsStore and credHelpers in: ~/.docker/config.json",
    });
  }
  const result = await sources.processes.run([program, "get"], {
    cwd: ROOT_FOLDER,
    input: server,
    timeout: 30_000,
  });
  if (result.timedOut) throw helperFailed(program, "it did not answer in 30 seconds");
  if (result.code !== 0) {
    // The protocol has no code for "I know nothing about it", only this sentence.
    if (
      /credentials not found|no credentials server URL|not found in native keychain/i.test(
        `${result.stdout}${result.stderr}`,
      )
    )
      return undefined;
    throw helperFailed(program, `exit code ${result.code}`);
  }
  return decodeHelperAnswer(program, result.stdout);
};

const fromFile = async (
  sources: Sources,
  file: AuthFile,
  { host, repository }: { readonly host: string; readonly repository: string },
): Promise<Credentials | undefined> => {
  const keys = keysFor(host, repository);
  const server = host === "docker.io" ? HUB_KEY : host;
  const helper = keys.map((key) => file.credHelpers?.[key]).find((name) => name !== undefined);
  if (helper !== undefined) return askHelper(sources, helper, server);
  const entries = keys.flatMap((key) => {
    const entry = file.auths?.[key];
    return entry === undefined ? [] : [entry];
  });
  for (const entry of entries) {
    const found = fromEntry(entry);
    if (found !== undefined) return found;
  }
  // With a credsStore docker leaves an empty entry behind for each registry it knows; podman lists
  // none. Ask in both cases.
  return file.credsStore ? askHelper(sources, file.credsStore, server) : undefined;
};

/**
 * Credentials for a repository, or undefined to ask as anyone. Rejects with `wrong-auth-file` or
 * `credential-helper-failed`.
 */
export const findCredentials = async (
  sources: Sources,
  host: string,
  repository: string,
): Promise<Credentials | undefined> => {
  for (const path of new Set(authFiles(sources.env))) {
    const file = await readAuthFile(sources, path);
    const found =
      file === undefined ? undefined : await fromFile(sources, file, { host, repository });
    if (found !== undefined) return found;
  }
  return undefined;
};
