import { basename, dirname } from "node:path";
import { DlEnvError, foundProblem, unreachable } from "../errors/error.ts";
import { hashedRequirements } from "../image/requirements.ts";
import type { LockedWheel } from "../resolve/lock.ts";
import { endSettingsSearch } from "../resolve/uvEnvironment.ts";
import type { System } from "../system/ports.ts";
import type { TellPhase } from "./layerProgress.ts";

/** What wheel layers are made with. */
export interface WheelTools {
  /** Path of uv. */
  readonly uv: string;
  /** Python of a throw-away virtual environment; any version does. */
  readonly interpreter: string;
  /**
   * Environment of a uv call that may ask the default index and the further ones of these names.
   */
  readonly environment: (
    indexes: readonly string[],
  ) => Promise<Readonly<Record<string, string | undefined>>>;
}

export interface WheelsToInstall {
  /** Folder where the wheels lie as files; nothing else is asked. Absent: the indexes have them. */
  readonly folder?: string | undefined;
  /** Folder where uv keeps what it unpacked for further trees of the run; absent for none. */
  readonly cache?: string | undefined;
  readonly wheels: readonly LockedWheel[];
  /** x.y */
  readonly python: string;
  readonly platform: string;
  /** Names of further indexes, in the order asked. */
  readonly indexes?: readonly string[];
}

/**
 * Folder name of the environment that the interpreter belongs to: how scripts made with it are told
 * from others.
 */
export const venvName = (interpreter: string): string => basename(dirname(dirname(interpreter)));

/** argv of the one uv call that makes a tree; pure. */
export const installArgv = (
  tools: WheelTools,
  job: WheelsToInstall,
  { requirements, tree }: { readonly requirements: string; readonly tree: string },
): string[] => {
  // Every wheel is named by its hash, so it may come from whichever index has it.
  const strategy =
    (job.indexes ?? []).length === 0 ? [] : ["--index-strategy", "unsafe-best-match"];
  const target = [
    "--prefix",
    tree,
    "--python-version",
    job.python,
    "--python-platform",
    job.platform,
  ];
  const strict = [
    "--no-deps",
    "--only-binary",
    ":all:",
    "--require-hashes",
    "--no-compile-bytecode",
  ];
  return [
    tools.uv,
    "pip",
    "install",
    ...(job.cache === undefined ? ["--no-cache"] : ["--cache-dir", job.cache]),
    "--python",
    tools.interpreter,
    ...target,
    ...strict,
    ...strategy,
    ...(job.folder === undefined ? [] : ["--no-index", "--find-links", job.folder]),
    "-r",
    requirements,
  ];
};

const UPDATE = "Type: dl-env lock --update";

const mismatch = (stderr: string): DlEnvError | undefined => {
  const wheel = /Hash mismatch for `([^`]+)`/.exec(stderr)?.[1];
  if (wheel === undefined) return undefined;
  const [expected = "?", computed = "?"] = [...stderr.matchAll(/sha256:([\da-f]{64})/g)].map(
    ([, hex]) => hex,
  );
  const message =
    `The index gave a wheel of ${wheel} with sha256 ${computed}, but the lock says ` +
    `${expected}.`;
  return foundProblem({
    code: "wheel-hash",
    message,
    hint: `If the index is right, update the lock. ${UPDATE}`,
  });
};

const gone = (stderr: string, wheels: readonly LockedWheel[]): DlEnvError | undefined => {
  const text = stderr.replaceAll(/\s+/g, " ");
  if (
    !/no version of|was not found in the package registry|has no wheels? with|no usable wheels/.test(
      text,
    )
  )
    return undefined;
  const wheel = wheels.find(
    ({ name, version }) =>
      text.includes(`${name}==${version}`) || text.includes(`${name} was not found`),
  );
  const what = wheel === undefined ? "A wheel of the lock" : `The wheel ${wheel.file}`;
  return foundProblem({
    code: "wheel-gone",
    message: `${what} is no longer on the index.`,
    hint: UPDATE,
  });
};

/** Addresses in uv's text may carry a user and a password. */
const redacted = (stderr: string): string =>
  stderr.replaceAll(/(https?:\/\/)[^/\s@]+@/g, "$1***@").trim();

/** What uv's complaint means to a user. The text itself is kept as the cause. */
export const installError = (stderr: string, wheels: readonly LockedWheel[]): DlEnvError => {
  const aboutWheel = mismatch(stderr) ?? gone(stderr, wheels);
  if (aboutWheel !== undefined) return aboutWheel;
  const cause = new Error(redacted(stderr));
  if (/No space left on device/i.test(stderr)) {
    return unreachable(
      {
        code: "disk-full",
        message: "The disk became full while wheels were unpacked.",
        hint: "Free some space. Type: df -h",
      },
      { cause },
    );
  }
  if (/error sending request|Failed to fetch|client error|timed out|HTTP status/i.test(stderr)) {
    return unreachable(
      {
        code: "index-unreachable",
        message: "The package index could not be reached while wheels were fetched.",
        hint: "Try again. Type: dl-env build",
      },
      { cause },
    );
  }
  const first = (
    redacted(stderr)
      .split("\n")
      .find((line) => line.startsWith("error: ")) ?? "no reason given"
  ).replace(/^error: |\.$/g, "");
  return foundProblem(
    {
      code: "wheel-install",
      message:
        `${wheels.length === 1 ? wheels[0]?.file : "The wheels"} could not be ` +
        `installed by uv: ${first}.`,
      hint: UPDATE,
    },
    { cause },
  );
};

/** Where and with what wheels are installed. */
export interface InstallWork {
  readonly sys: Pick<System, "processes" | "files">;
  readonly tools: WheelTools;
  /** Private folder. */
  readonly work: string;
  readonly tell?: TellPhase | undefined;
}

/** Installs the wheels into a new folder `<work>/tree` and returns its path. */
export const installWheels = async (
  { sys, tools, work, tell }: InstallWork,
  job: WheelsToInstall,
): Promise<string> => {
  const [requirements, tree, temp] = [`${work}/requirements.txt`, `${work}/tree`, `${work}/temp`];
  await sys.files.write(requirements, hashedRequirements(job.wheels));
  await sys.files.makeDir(temp);
  await endSettingsSearch(sys.files, work);
  // uv unpacks under the temporary folder: beside the tree it can link files into place, and what
  // it leaves is removed with the tree.
  const env = { ...(await tools.environment(job.indexes ?? [])), TMPDIR: temp };
  const result = await sys.processes.run(installArgv(tools, job, { requirements, tree }), {
    cwd: work,
    env,
    // uv unpacks what it fetches as it comes, and says nothing of it where it draws nothing.
    onStart: (moved) => tell?.({ kind: "unpacking", unpacked: () => moved()?.written }),
  });
  if (result.code !== 0) throw installError(result.stderr, job.wheels);
  await sys.files.remove(temp);
  return tree;
};
