import { isGpusOrAuto } from "../container/gpuOption.ts";
import { engineChoices } from "../engine/engineNames.ts";
import { wrongRequest } from "../errors/error.ts";
import type { GivenLogin } from "./inputCredentials.ts";
import type { DockerHubConnection } from "./dockerHubLogin.ts";
import {
  BUILD_MODES,
  SMOKE_REQUIREMENTS,
  type BuildMode,
  type SmokeRequirement,
} from "../matrix/requestValues.ts";
import { InputReader, type GetInput } from "./inputReader.ts";
import { readConnection, readLogin } from "./registryInputs.ts";

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

const SMOKE_POLICIES = ["changed", "corners", "all"] as const;
const STAGES = ["all", "layers", "link", "comment"] as const;

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
  readonly replaceEqual: boolean;
  /** Whether plan and watch ask for everything, whatever was seen last. */
  readonly full: boolean;
  readonly standIn: boolean;
  /**
   * What `build` does: everything, only the missing layers, or only the links. What `check` does:
   * everything, or only the comment.
   */
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
  /** What of a login was given. */
  readonly registry?: GivenLogin;
  /** Docker Hub's OIDC connection instead of credentials. */
  readonly dockerHub?: DockerHubConnection;
  /** The run's own token. */
  readonly githubToken?: string;
  /** Opens pull requests and issues instead of the run's own token. */
  readonly proposalToken?: string;
}

/** Without the keys whose value is absent, which `exactOptionalPropertyTypes` asks for. */
const present = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;

const GIB = 1024 ** 3;
/** What GitHub guarantees on a hosted runner; github/docs, limits. */
const HOSTED_DISK_GIB = 14;

type Optional =
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
  | "proposalToken";

/** Inputs that have a default. */
const readDefaulted = (reader: InputReader): Omit<ActionInputs, Optional | "command"> => ({
  file: reader.text("file") ?? "dl-env.yml",
  cells: reader.lines("cells"),
  offline: reader.boolean("offline"),
  update: reader.boolean("update"),
  dryRun: reader.boolean("dry-run"),
  replaceEqual: reader.boolean("replace-equal"),
  full: reader.boolean("full"),
  standIn: reader.boolean("stand-in"),
  stage: reader.oneOf("stage", STAGES) ?? "all",
  sample: reader.number("sample", 0, 20) ?? 0,
  maxJobs: reader.number("max-jobs", 1, 256) ?? 20,
  disk: (reader.number("disk", 4, 4096) ?? HOSTED_DISK_GIB) * GIB,
  smokePolicy: reader.oneOf("smoke-policy", SMOKE_POLICIES) ?? "changed",
  gpuMinutes: reader.number("gpu-minutes", 0, 100_000) ?? 60,
});

const readGpus = (reader: InputReader): string | undefined => {
  const text = reader.text("gpus");
  if (text === undefined || isGpusOrAuto(text)) return text;
  reader.wrong(
    "gpus",
    `The input gpus is ${JSON.stringify(text)}, but must be auto, all, none, or different indexes ` +
      "and UUIDs separated by commas.",
    "all",
  );
  return undefined;
};

/** Inputs that are absent unless they are given. */
const readOptional = (reader: InputReader): Partial<Pick<ActionInputs, Optional>> =>
  present<Pick<ActionInputs, Optional>>({
    to: reader.text("to"),
    engine: reader.oneOf("engine", engineChoices()),
    build: reader.oneOf("build", BUILD_MODES),
    require: reader.oneOf("require", SMOKE_REQUIREMENTS),
    shard: reader.number("shard", 0, 255),
    planFolder: reader.text("plan-folder"),
    planId: reader.text("plan-id"),
    out: reader.text("out"),
    gpus: readGpus(reader),
    registry: readLogin(reader),
    dockerHub: readConnection(reader),
    githubToken: reader.text("github-token"),
    proposalToken: reader.text("proposal-token"),
  });

/** All inputs of one step. Throws one `bad-input` that names every mistake. */
export const readInputs = (get: GetInput): ActionInputs => {
  const reader = new InputReader(get);
  const command = reader.oneOf("command", COMMANDS);
  if (reader.text("command") === undefined)
    reader.wrong("command", "The input command is empty.", "plan");
  const inputs = { ...readDefaulted(reader), ...readOptional(reader) };
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
