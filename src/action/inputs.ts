import { engineChoices } from "../engine/engines.ts";
import type { RequestProblem } from "../errors/error.ts";
import { wrongRequest } from "../errors/error.ts";
import type { Credentials } from "./credentials.ts";
import type { DockerHubConnection } from "./dockerHubLogin.ts";
import {
  BUILD_MODES,
  SMOKE_REQUIREMENTS,
  type BuildMode,
  type SmokeRequirement,
} from "../matrix/requestValues.ts";
import { closestOf } from "../text/closest.ts";

export const COMMANDS = [
  "plan",
  "lock",
  "generate",
  "build",
  "smoke",
  "promote",
  "watch",
  "check",
  "doctor",
] as const;
export type CommandName = (typeof COMMANDS)[number];

export const SMOKE_POLICIES = ["changed", "corners", "all"] as const;
export const STAGES = ["all", "layers", "link", "comment"] as const;

/** Everything `with:` can say, decoded; an input that was left empty is absent. */
export interface ActionInputs {
  readonly command: CommandName;
  /** Path of dl-env.yml. */
  readonly file: string;
  readonly to?: string;
  readonly engine?: string;
  readonly build?: BuildMode;
  readonly require?: SmokeRequirement;
  /** Cell ids; empty = all. */
  readonly cells: readonly string[];
  readonly offline: boolean;
  readonly update: boolean;
  readonly dryRun: boolean;
  readonly standIn: boolean;
  /** What `build` does: everything, only the missing layers, or only the links. What `check` does: everything, or only the comment. */
  readonly stage: (typeof STAGES)[number];
  /** Which shard of the plan `build` or `smoke` works on, from 0. */
  readonly shard?: number;
  /** Folder that an earlier job's plan came in. */
  readonly planFolder?: string;
  /** Id of the plan that the files in `planFolder` must have. */
  readonly planId?: string;
  /** Folder for files that this run writes; the caller uploads it. */
  readonly out?: string;
  /** `auto`, `all`, `none` or numbers: the GPUs that `smoke` gives to a container. */
  readonly gpus?: string;
  /** How many touched cells `check` builds. */
  readonly sample: number;
  readonly maxJobs: number;
  /** Bytes. */
  readonly disk: number;
  readonly smokePolicy: (typeof SMOKE_POLICIES)[number];
  readonly gpuMinutes: number;
  readonly registry?: Credentials;
  /** Docker Hub's OIDC connection instead of credentials. */
  readonly dockerHub?: DockerHubConnection;
  readonly githubToken?: string;
}

/** Reads one input by its name in action.yml; empty when it was not given. */
export type GetInput = (name: string) => string;

class Reader {
  readonly problems: RequestProblem[] = [];
  readonly #get: GetInput;

  constructor(get: GetInput) {
    this.#get = get;
  }

  text(name: string): string | undefined {
    const value = this.#get(name).trim();
    return value === "" ? undefined : value;
  }

  wrong(name: string, message: string, example: string): void {
    this.problems.push({
      code: "bad-input",
      message,
      hint: `Write it under \`with:\` as \`${name}: ${example}\``,
    });
  }

  oneOf<T extends string>(name: string, choices: readonly [T, ...T[]]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const near = closestOf(value, choices) ?? choices[0];
    this.wrong(
      name,
      `The input ${name} is ${JSON.stringify(value)}, but must be one of ${choices.join(", ")}.`,
      near,
    );
    return undefined;
  }

  /** Only the two words of YAML 1.2: `yes`, `1` and `True` are refused rather than guessed at. */
  boolean(name: string): boolean {
    const value = this.text(name);
    if (value === "true") return true;
    if (value !== undefined && value !== "false")
      this.wrong(
        name,
        `The input ${name} is ${JSON.stringify(value)}, but must be true or false.`,
        "true",
      );
    return false;
  }

  /** A whole number in plain digits between `least` and `most`. */
  number(name: string, least: number, most: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = /^(?:0|[1-9]\d{0,8})$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.wrong(
      name,
      `The input ${name} is ${JSON.stringify(value)}, but must be a whole number from ${least} to ${most}.`,
      String(least),
    );
    return undefined;
  }

  lines(name: string): string[] {
    return (this.text(name) ?? "")
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const connection = (reader: Reader): DockerHubConnection | undefined => {
  const id = reader.text("oidc-connection");
  if (id === undefined) return undefined;
  const username = reader.text("registry-username");
  const wrong = (message: string, name: string, example: string): undefined => {
    reader.wrong(name, message, example);
    return undefined;
  };
  if (!UUID.test(id))
    return wrong(
      `The input oidc-connection is ${JSON.stringify(id)}, but must be the id of a connection, a UUID.`,
      "oidc-connection",
      "${{ vars.DOCKERHUB_OIDC_CONNECTION }}",
    );
  if ((reader.text("registry") ?? "docker.io") !== "docker.io")
    return wrong(
      "The input oidc-connection is for Docker Hub, and registry is another.",
      "registry",
      "docker.io",
    );
  if (reader.text("registry-password") !== undefined)
    return wrong(
      "The inputs oidc-connection and registry-password exclude each other.",
      "registry-password",
      '""',
    );
  if (username === undefined)
    return wrong(
      "The input oidc-connection needs the organization as registry-username, which is empty.",
      "registry-username",
      "${{ vars.DOCKERHUB_ORGANIZATION }}",
    );
  return { username, connection: id };
};

const credentials = (reader: Reader): Credentials | undefined => {
  if (reader.text("oidc-connection") !== undefined) return undefined;
  const username = reader.text("registry-username");
  const password = reader.text("registry-password");
  const host = reader.text("registry") ?? "docker.io";
  if (username === undefined && password === undefined) return undefined;
  if (username === undefined || password === undefined) {
    const missing = username === undefined ? "registry-username" : "registry-password";
    reader.wrong(
      missing,
      `The inputs registry-username and registry-password go together, and ${missing} is empty.`,
      "${{ secrets.REGISTRY_… }}",
    );
    return undefined;
  }
  return { host, username, password };
};

/** Without the keys whose value is absent, which `exactOptionalPropertyTypes` asks for. */
const present = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;

const GIB = 1024 ** 3;
/** What GitHub guarantees on a hosted runner; github/docs, limits. */
const HOSTED_DISK_GIB = 14;

/** All inputs of one step. Throws one `bad-input` that names every mistake. */
export const readInputs = (get: GetInput): ActionInputs => {
  const reader = new Reader(get);
  const command = reader.oneOf("command", COMMANDS);
  if (reader.text("command") === undefined)
    reader.wrong("command", "The input command is empty.", "plan");
  const inputs = {
    file: reader.text("file") ?? "dl-env.yml",
    cells: reader.lines("cells"),
    offline: reader.boolean("offline"),
    update: reader.boolean("update"),
    dryRun: reader.boolean("dry-run"),
    standIn: reader.boolean("stand-in"),
    stage: reader.oneOf("stage", STAGES) ?? "all",
    sample: reader.number("sample", 0, 20) ?? 0,
    maxJobs: reader.number("max-jobs", 1, 256) ?? 20,
    disk: (reader.number("disk", 4, 4096) ?? HOSTED_DISK_GIB) * GIB,
    smokePolicy: reader.oneOf("smoke-policy", SMOKE_POLICIES) ?? "changed",
    gpuMinutes: reader.number("gpu-minutes", 0, 100_000) ?? 60,
    ...present<
      Pick<
        ActionInputs,
        | "to"
        | "engine"
        | "build"
        | "require"
        | "shard"
        | "planFolder"
        | "planId"
        | "out"
        | "gpus"
        | "registry"
        | "dockerHub"
        | "githubToken"
      >
    >({
      to: reader.text("to"),
      engine: reader.oneOf("engine", engineChoices()),
      build: reader.oneOf("build", BUILD_MODES),
      require: reader.oneOf("require", SMOKE_REQUIREMENTS),
      shard: reader.number("shard", 0, 255),
      planFolder: reader.text("plan-folder"),
      planId: reader.text("plan-id"),
      out: reader.text("out"),
      gpus: reader.text("gpus"),
      registry: credentials(reader),
      dockerHub: connection(reader),
      githubToken: reader.text("github-token"),
    }),
  } as const;
  const [first, ...more] = reader.problems;
  if (first !== undefined) throw wrongRequest(first, { more });
  if (command === undefined)
    throw wrongRequest({
      code: "bad-input",
      message: "The input command is empty.",
      hint: "Write it under `with:` as `command: plan`",
    });
  return { command, ...inputs };
};
