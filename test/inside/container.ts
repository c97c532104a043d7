import { execFile, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { ok } from "../integration/cli.ts";

/** Name of the image under test in every engine. */
export const REFERENCE = "localhost/dl-env:inside";

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const run = (
  file: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; input?: string; timeout?: number } = {},
): Promise<Said> =>
  new Promise((resolve) => {
    const child = execFile(
      file,
      args,
      {
        env: { ...process.env, ...options.env },
        maxBuffer: 1 << 26,
        timeout: options.timeout ?? 300_000,
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : 255;
        resolve({ code, stdout, stderr });
      },
    );
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(options.input ?? "");
  });

/** A program that runs containers, and how it is called here. */
export interface EngineUnderTest {
  readonly title: string;
  readonly name: "podman" | "docker";
  /** Runs it with these arguments; never rejects. */
  readonly say: (...args: string[]) => Promise<Said>;
  /** The same; rejects when it fails. */
  readonly call: (...args: string[]) => Promise<string>;
  /** The same with text on standard input. */
  readonly feed: (input: string, ...args: string[]) => Promise<Said>;
  /** Takes a tag of a request's layout. */
  readonly load: (folder: string, tag: string) => Promise<void>;
}

/** An engine by the start of its command line. */
export const engineBy = (
  title: string,
  name: EngineUnderTest["name"],
  [file, ...before]: readonly [string, ...string[]],
  load: EngineUnderTest["load"],
): EngineUnderTest => {
  const say = (...args: string[]): Promise<Said> => run(file, [...before, ...args]);
  const call = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await say(...args);
    if (code !== 0) throw new Error(`${title} ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  return {
    title,
    name,
    say,
    call,
    feed: (input, ...args) => run(file, [...before, ...args], { input }),
    load,
  };
};

const loaded =
  (name: EngineUnderTest["name"]) =>
  async (folder: string, tag: string): Promise<void> =>
    void (await ok(folder, ["load", tag, "--into", name]));

export const PODMAN = engineBy("podman", "podman", ["podman"], loaded("podman"));
export const DOCKER = engineBy("docker", "docker", ["docker"], loaded("docker"));

export interface StartOptions {
  /** Arguments of `run` before the image. */
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
}

export interface Container {
  readonly id: string;
  readonly engine: EngineUnderTest;
  readonly exec: (...command: string[]) => Promise<Said>;
  readonly logs: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

const arguments_ = (given: StartOptions): string[] => [
  "--network=host",
  "--pull=never",
  ...(given.options ?? []),
  ...Object.entries(given.env ?? {}).map(([name, value]) => `--env=${name}=${value}`),
  REFERENCE,
  ...(given.command ?? []),
];

/** Runs to the end. */
export const once = (
  engine: EngineUnderTest,
  given: StartOptions & { readonly input?: string },
): Promise<Said> =>
  given.input === undefined
    ? engine.say("run", "--rm", ...arguments_(given))
    : engine.feed(given.input, "run", "--rm", "--interactive", ...arguments_(given));

/** Starts and stays. */
export const start = async (engine: EngineUnderTest, given: StartOptions): Promise<Container> => {
  const id = (await engine.call("run", "--detach", ...arguments_(given))).trim();
  return {
    id,
    engine,
    exec: (...command) => engine.say("exec", id, ...command),
    logs: async () => {
      const said = await engine.say("logs", id);
      return said.stdout + said.stderr;
    },
    remove: async () => {
      // docker knows no time for it: it kills at once.
      await engine.say(
        "rm",
        "--force",
        "--volumes",
        ...(engine.name === "podman" ? ["--time", "0"] : []),
        id,
      );
    },
  };
};

export interface Running {
  readonly pid: number;
  readonly uid: number;
  /** R, S, Z and so on, of /proc/PID/stat. */
  readonly state: string;
  readonly argv: readonly string[];
}

const LIST = `
import json, os
rows = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        argv = open(f"/proc/{pid}/cmdline", "rb").read().decode(errors="replace").split("\\0")[:-1]
        state = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0]
        rows.append({"pid": int(pid), "uid": os.stat(f"/proc/{pid}").st_uid, "state": state, "argv": argv})
    except OSError:
        pass
print(json.dumps(rows))
`;

/** What runs in a container; its images have no ps. */
export const processesOf = async (container: Container): Promise<readonly Running[]> => {
  const said = await container.exec("python3", "-c", LIST);
  if (said.code !== 0) throw new Error(`no list of processes: ${said.stderr}`);
  return JSON.parse(said.stdout) as Running[];
};

/**
 * Asks until the answer is not undefined; throws with what the last one threw, or after the time.
 */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | undefined>,
  seconds = 180,
): Promise<T> => {
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
  const token = await until(
    "the token in the log",
    async () => /lab\?token=([0-9a-f]{48})\b/.exec(await container.logs())?.[1],
  ).catch(async (error: unknown) => {
    throw new Error(`${String(error)}: ${await container.logs()}`);
  });
  const url = `http://127.0.0.1:${port}`;
  await until("an answer of Jupyter", () =>
    fetch(`${url}/api`).then(
      (answer) => (answer.ok ? true : undefined),
      () => undefined,
    ),
  ).catch(async (error: unknown) => {
    throw new Error(`${String(error)}: ${await container.logs()}`);
  });
  return { url, token };
};

export const status = async (url: string, token?: string): Promise<number> => {
  const answer = await fetch(url, {
    redirect: "manual",
    headers: token === undefined ? {} : { Authorization: `token ${token}` },
  });
  await answer.arrayBuffer();
  return answer.status;
};

export interface SshOptions {
  readonly key?: string;
  readonly user?: string;
  readonly known: string;
  readonly options?: readonly string[];
  /** Name of the client's terminal. */
  readonly term?: string;
  /** What an askpass program answers. */
  readonly askpass?: string;
  readonly input?: string;
}

const CLIENT = [
  "-F",
  "none",
  "-oStrictHostKeyChecking=accept-new",
  "-oConnectTimeout=60",
  "-oIdentitiesOnly=yes",
  "-oLogLevel=ERROR",
];

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
    {
      env: {
        SSH_AUTH_SOCK: "",
        // A session with a terminal is told of the client's; a runner may have none.
        TERM: given.term ?? "xterm-256color",
        ...(given.askpass === undefined
          ? {}
          : { SSH_ASKPASS: given.askpass, SSH_ASKPASS_REQUIRE: "force", DISPLAY: ":0" }),
      },
      timeout: 180_000,
      ...(given.input === undefined ? {} : { input: given.input }),
    },
  );

/** Waits until sshd answers with its banner. */
export const sshReady = (port: number): Promise<true> =>
  until(
    "sshd's banner",
    () =>
      new Promise<true | undefined>((resolve) => {
        const child = spawn("bash", ["-c", `exec 3<>/dev/tcp/127.0.0.1/${port} && head -c 4 <&3`], {
          stdio: ["ignore", "pipe", "ignore"],
        });
        let text = "";
        child.stdout.on("data", (part: Buffer) => (text += part.toString()));
        child.on("close", () => resolve(text.startsWith("SSH-") ? true : undefined));
      }),
  );
