import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./freePort.ts";

export interface Distribution {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Folder of all that it stores. */
  readonly storage: string;
  /** Of its process. */
  readonly pid: number | undefined;
  /** What it logged so far. */
  readonly log: () => string;
  /** Requests that it answered since it was started, as it logs them: `PUT /v2/…`. */
  readonly requests: () => readonly string[];
  /** Ends the process and removes what it stored. */
  readonly close: () => Promise<void>;
}

export interface DistributionOptions {
  /** Token authentication: realm and the file with the certificate of the key that signs. */
  readonly token?: {
    readonly realm: string;
    readonly service: string;
    readonly issuer: string;
    readonly certificate: string;
  };
  /** False: it removes nothing, as it comes; default true. */
  readonly deletes?: boolean;
}

const config = (
  dir: string,
  host: string,
  { token, deletes = true }: DistributionOptions,
): string =>
  [
    "version: 0.1",
    "log: { level: info, accesslog: { disabled: false } }",
    `storage: { filesystem: { rootdirectory: ${JSON.stringify(join(dir, "registry"))} }, delete: { enabled: ${String(deletes)} } }`,
    `http: { addr: ${JSON.stringify(host)} }`,
    ...(token === undefined
      ? []
      : [
          `auth: { token: ${JSON.stringify({ realm: token.realm, service: token.service, issuer: token.issuer, rootcertbundle: token.certificate })} }`,
        ]),
    "",
  ].join("\n");

/** A line of its access log, which is Apache's: `127.0.0.1 - - [date] "GET /v2/ HTTP/1.1" …`. */
const ACCESS = /^\S+ - - \[[^\]]*\] "([A-Z]+ \S+) HTTP/;

const answers = async (host: string): Promise<boolean> => {
  try {
    const response = await fetch(`http://${host}/v2/`);
    await response.body?.cancel();
    return response.status === 200 || response.status === 401;
  } catch {
    return false;
  }
};

/** The end of a text that grows, cut seldom: it shares the cores with what is measured. */
const lastOf = (most: number): { add: (text: string) => void; text: () => string } => {
  let parts: string[] = [];
  let length = 0;
  const text = (): string => parts.join("").slice(-most);
  return {
    text,
    add: (more) => {
      parts.push(more);
      length += more.length;
      if (length < 10 * most) return;
      parts = [text()];
      length = most;
    },
  };
};

/**
 * The real thing: Debian's docker-registry (distribution 2.8) on a free port of loopback, all state
 * in a folder of its own.
 */
export const startDistribution = async (
  options: DistributionOptions = {},
): Promise<Distribution> => {
  const dir = await mkdtemp(join(tmpdir(), "dl-env-registry-"));
  const host = `127.0.0.1:${await freePort()}`;
  const storage = join(dir, "registry");
  const file = join(dir, "config.yml");
  await writeFile(file, config(dir, host, options));
  const child = spawn("docker-registry", ["serve", file], { stdio: ["ignore", "pipe", "pipe"] });
  const log = lastOf(200_000);
  let rest = "";
  const requests: string[] = [];
  const take = (text: string): void => {
    log.add(text);
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const asked = ACCESS.exec(line)?.[1];
      if (asked !== undefined) requests.push(asked);
    }
  };
  child.stdout.on("data", (text: Buffer) => take(text.toString()));
  child.stderr.on("data", (text: Buffer) => log.add(text.toString()));
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) =>
      resolve(
        `docker-registry could not be started (apt-get install docker-registry): ${error.message}`,
      ),
    );
    child.once("exit", (code) => resolve(`docker-registry ended with ${code}: ${log.text()}`));
  });
  const close = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
    await rm(dir, { recursive: true, force: true });
  };
  for (let wait = 0; wait < 1200; wait += 1) {
    if (await answers(host))
      return { host, storage, pid: child.pid, log: log.text, requests: () => requests, close };
    const over = await Promise.race([
      ended,
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 50)),
    ]);
    if (over !== undefined) {
      await rm(dir, { recursive: true, force: true });
      throw new Error(over);
    }
  }
  await close();
  throw new Error(`docker-registry did not answer in a minute: ${log.text()}`);
};
