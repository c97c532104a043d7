import { execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { ImageUnderTest } from "./image.ts";

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A port of this machine that nothing listens on right now; containers here share its network. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port"))));
    });
  });

export const run = (file: string, args: readonly string[], options: { env?: NodeJS.ProcessEnv; input?: string; timeout?: number } = {}): Promise<Said> =>
  new Promise((resolve) => {
    const child = execFile(file, args, { env: { ...process.env, ...options.env }, maxBuffer: 1 << 26, timeout: options.timeout ?? 120_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 255;
      resolve({ code, stdout, stderr });
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(options.input ?? "");
  });

export interface StartOptions {
  /** Arguments of `podman run` before the image. */
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
}

export interface Container {
  readonly id: string;
  readonly exec: (...command: string[]) => Promise<Said>;
  readonly logs: () => Promise<string>;
  readonly podman: (...args: string[]) => Promise<Said>;
  readonly remove: () => Promise<void>;
}

const arguments_ = (image: ImageUnderTest, given: StartOptions): string[] => [
  "--network=host",
  ...(given.options ?? []),
  ...Object.entries(given.env ?? {}).map(([name, value]) => `--env=${name}=${value}`),
  image.reference,
  ...(given.command ?? []),
];

/** Runs to the end. */
export const once = (image: ImageUnderTest, given: StartOptions & { readonly input?: string }): Promise<Said> =>
  run("podman", ["run", "--rm", ...(given.input === undefined ? [] : ["--interactive"]), ...arguments_(image, given)], { env: { ...image.podman.env }, ...(given.input === undefined ? {} : { input: given.input }) });

/** Starts and stays. */
export const start = async (image: ImageUnderTest, given: StartOptions): Promise<Container> => {
  const podman = (...args: string[]): Promise<Said> => run("podman", args, { env: { ...image.podman.env } });
  const id = (await image.podman.call("run", "--detach", ...arguments_(image, given))).trim();
  return {
    id,
    podman,
    exec: (...command) => podman("exec", id, ...command),
    logs: async () => {
      const said = await podman("logs", id);
      return said.stdout + said.stderr;
    },
    remove: async () => {
      await podman("rm", "--force", "--time", "0", id);
    },
  };
};

/** Asks until the answer is not undefined; throws with what the last one threw, or after the time. */
export const until = async <T>(what: string, ask: () => Promise<T | undefined>, seconds = 40): Promise<T> => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${seconds} s`);
    await sleep(150);
  }
};

export interface Jupyter {
  readonly url: string;
  readonly token: string;
}

/** Waits until Jupyter says where it is and answers there. */
export const jupyterOf = async (container: Container, port: number): Promise<Jupyter> => {
  const token = await until("the token in the log", async () => /lab\?token=([0-9a-f]{48})\b/.exec(await container.logs())?.[1]).catch(async (error: unknown) => {
    throw new Error(`${String(error)}: ${await container.logs()}`);
  });
  const url = `http://127.0.0.1:${port}`;
  await until("an answer of Jupyter", () => fetch(`${url}/api`).then((answer) => (answer.ok ? true : undefined), () => undefined)).catch(async (error: unknown) => {
    throw new Error(`${String(error)}: ${await container.logs()}`);
  });
  return { url, token };
};

export const status = async (url: string, token?: string): Promise<number> => {
  const answer = await fetch(url, { redirect: "manual", headers: token === undefined ? {} : { Authorization: `token ${token}` } });
  await answer.arrayBuffer();
  return answer.status;
};

export interface SshOptions {
  readonly key?: string;
  readonly user?: string;
  readonly known: string;
  readonly options?: readonly string[];
  /** What an askpass program answers. */
  readonly askpass?: string;
  readonly input?: string;
}

const CLIENT = ["-F", "none", "-oStrictHostKeyChecking=accept-new", "-oConnectTimeout=10", "-oIdentitiesOnly=yes", "-oLogLevel=ERROR"];

/** A real ssh client with no settings of the user's. */
export const ssh = (port: number, given: SshOptions, ...command: string[]): Promise<Said> =>
  run(
    "ssh",
    [
      ...CLIENT,
      `-oPort=${port}`,
      `-oUserKnownHostsFile=${given.known}`,
      ...(given.key === undefined ? ["-o", "IdentityFile=none"] : ["-i", given.key]),
      ...(given.askpass === undefined ? ["-o", "BatchMode=yes"] : []),
      ...(given.options ?? []),
      `${given.user ?? "dev"}@127.0.0.1`,
      ...command,
    ],
    { env: { SSH_AUTH_SOCK: "", ...(given.askpass === undefined ? {} : { SSH_ASKPASS: given.askpass, SSH_ASKPASS_REQUIRE: "force", DISPLAY: ":0" }) }, timeout: 60_000, ...(given.input === undefined ? {} : { input: given.input }) },
  );

/** Waits until sshd answers with its banner. */
export const sshReady = (port: number): Promise<true> =>
  until("sshd's banner", () =>
    new Promise<true | undefined>((resolve) => {
      const child = spawn("bash", ["-c", `exec 3<>/dev/tcp/127.0.0.1/${port} && head -c 4 <&3`], { stdio: ["ignore", "pipe", "ignore"] });
      let text = "";
      child.stdout.on("data", (part: Buffer) => (text += part.toString()));
      child.on("close", () => resolve(text.startsWith("SSH-") ? true : undefined));
    }),
  );
