import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const OURS = "OWNER/dl-env-action";

/** One line that act prints with --json. */
interface Row {
  readonly job?: string;
  readonly jobResult?: string;
  readonly msg?: string;
  readonly raw_output?: boolean;
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly content?: string;
  readonly level?: string;
}

export interface ActRun {
  readonly code: number;
  /** Job -> success, failure, skipped… by the name that act shows. */
  readonly jobs: Readonly<Record<string, string>>;
  /** What steps printed, `job|line`. */
  readonly lines: readonly string[];
  readonly outputs: readonly (readonly [string, string])[];
  readonly summaries: readonly string[];
  /** Messages of error annotations, `job|message`. */
  readonly errors: readonly string[];
  /** All that was printed, for messages of failed tests. */
  readonly text: string;
}

export interface ActWorld {
  /** The second repository: only what a user has. */
  readonly caller: string;
  readonly artifacts: string;
  run(
    event: string,
    options?: {
      readonly workflow: string;
      readonly payload?: object;
      readonly args?: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
    },
  ): Promise<ActRun>;
  commit(files: Readonly<Record<string, string>>, message?: string): Promise<void>;
  close(): Promise<void>;
}

const git = (cwd: string, ...args: string[]): string =>
  execFileSync(
    "git",
    [
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@example.invalid",
      "-c",
      "init.defaultBranch=main",
      ...args,
    ],
    { cwd, encoding: "utf8" },
  );

/**
 * act knows no `$/`, this repository at the commit that runs: in the copy that act reads, it is
 * a name.
 */
const nameOurselves = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    await writeFile(
      join(folder, name),
      text.replaceAll(
        /(uses: )\$(\/\S+)$/gm,
        (_, uses: string, path: string) => `${uses}${OURS}${path}@v1`,
      ),
    );
  }
};

/**
 * This repository as a release would have it: action.yml, action/, matrix/, image/ and the
 * workflows.
 */
const publish = async (folder: string): Promise<void> => {
  for (const name of [
    "action.yml",
    "action",
    "matrix",
    "image",
    "package.json",
    ".github/workflows",
  ])
    await cp(
      name === "action"
        ? (process.env["DL_ENV_TEST_BUNDLE"] ?? join(root, name))
        : join(root, name),
      join(folder, name),
      { recursive: true },
    );
  await cp(join(root, "action/action.yml"), join(folder, "action/action.yml"));
  await nameOurselves(join(folder, ".github/workflows"));
};

/** `uses:` of others -> a folder of ours, by the very reference that the workflows have. */
const localRepositories = async (ours: string): Promise<string[]> => {
  const pairs = new Map<string, string>([[`${OURS}@v1`, ours]]);
  for (const name of await readdir(join(ours, ".github/workflows"))) {
    const text = await readFile(join(ours, ".github/workflows", name), "utf8");
    for (const [, action = "", commit = ""] of text.matchAll(
      /uses: ([\w-]+\/[\w-]+)(?:\/[\w./-]+)?@([0-9a-f]{40})/g,
    )) {
      const short = action.split("/")[1] ?? "";
      const folder = ["upload-artifact", "download-artifact"].includes(short)
        ? join(root, "test/fakes/actions", short)
        : join(root, "test/fakes/actions/nothing");
      if (short !== "checkout") pairs.set(`${action}@${commit}`, folder);
    }
  }
  return [...pairs].flatMap(([reference, folder]) => [
    "--local-repository",
    `${reference}=${folder}`,
  ]);
};

const parseRows = (text: string): Row[] =>
  text.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    try {
      return [JSON.parse(line) as Row];
    } catch {
      return [];
    }
  });

const asRun = (code: number, text: string): ActRun => {
  const rows = parseRows(text);
  const job = (row: Row): string => (row.job ?? "").trim();
  return {
    code,
    jobs: Object.fromEntries(
      rows
        .filter((row) => row.jobResult !== undefined)
        .map((row) => [job(row), row.jobResult ?? ""]),
    ),
    lines: rows
      .filter((row) => row.raw_output === true)
      .map((row) => `${job(row)}|${(row.msg ?? "").trimEnd()}`),
    outputs: rows
      .filter((row) => row.command === "set-output")
      .map((row) => [row.name ?? "", row.arg ?? ""] as const),
    summaries: rows.filter((row) => row.command === "summary").map((row) => row.content ?? ""),
    errors: rows
      .filter((row) => row.command === "error")
      .map((row) => `${job(row)}|${row.arg ?? ""}`),
    text,
  };
};

/**
 * A folder of act's own for each world, a caller's repository, and our repository as released.
 * `act` is its program.
 */
export const openAct = async (
  act: string,
  files: Readonly<Record<string, string>>,
): Promise<ActWorld> => {
  const folder = await mkdtemp(join(tmpdir(), "dl-env-act-"));
  const at = (...names: string[]): string => join(folder, ...names);
  for (const name of ["caller", "ours", "home", "tmp", "artifacts"]) await mkdir(at(name));
  await publish(at("ours"));
  const repositories = await localRepositories(at("ours"));
  git(at("caller"), "init", "-q");
  git(at("caller"), "remote", "add", "origin", "https://github.com/team/images.git");
  const commit: ActWorld["commit"] = async (changed, message = "change") => {
    for (const [name, content] of Object.entries(changed)) {
      await mkdir(join(at("caller"), name, ".."), { recursive: true });
      await writeFile(join(at("caller"), name), content);
    }
    git(at("caller"), "add", "-A");
    git(at("caller"), "commit", "-q", "-m", message);
  };
  await commit(files);
  const run: ActWorld["run"] = async (event, options = { workflow: "images.yml" }) => {
    await rm(at("artifacts"), { recursive: true, force: true });
    await mkdir(at("artifacts"));
    await writeFile(
      at("event.json"),
      JSON.stringify(
        options.payload ?? { repository: { full_name: "team/images", default_branch: "main" } },
      ),
    );
    const args = [
      event,
      "-W",
      `.github/workflows/${options.workflow}`,
      "-e",
      at("event.json"),
      "--json",
      "-P",
      "ubuntu-24.04=-self-hosted",
      "-P",
      "self-hosted=-self-hosted",
      "--action-offline-mode",
      "--pull=false",
      "--action-cache-path",
      at("actions"),
      "--cache-server-path",
      at("cacheserver"),
      "--cache-server-addr",
      "127.0.0.1",
      "--env",
      `FAKE_ARTIFACTS=${at("artifacts")}`,
      ...repositories,
      ...(options.args ?? []),
    ];
    const passed = Object.fromEntries(
      [
        "SSL_CERT_FILE",
        "UV_CONFIG_FILE",
        "PIP_CONFIG_FILE",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "NO_PROXY",
      ].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    );
    const env = {
      ...passed,
      PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`,
      HOME: at("home"), // The stand-in and uv are found where other tests put them.
      XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
      LANG: "C.UTF-8",
      TMPDIR: at("tmp"),
      ...options.env,
    };
    const child = spawn(act, args, { cwd: at("caller"), env, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    const code = await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve(status ?? 1));
    });
    return asRun(code, text);
  };
  return {
    caller: at("caller"),
    artifacts: at("artifacts"),
    run,
    commit,
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
};
