import type { PinnedWheel } from "../catalog/facts.ts";
import { DlEnvError } from "../errors/error.ts";
import { cacheFolder } from "../system/cacheFolder.ts";
import type { System } from "../system/ports.ts";
import { compileArguments } from "./askUv.ts";
import { requirementsText } from "./questionFiles.ts";
import { indexAccess } from "./indexAccess.ts";
import { resolvingPython } from "./resolvingPython.ts";
import { whyUnreachable } from "./indexFailures.ts";
import { wheelsOfPylock } from "./pylock.ts";
import { uvOnce } from "./uv.ts";

export interface NewestWheelQuestion {
  /** uv, with which it is asked. */
  readonly tool: PinnedWheel;
  readonly package: string;
  /** x.y */
  readonly python: string;
  readonly platform: string;
}

/** The wheel, or why it is not known; a sentence. */
export type NewestWheel =
  { readonly wheel: PinnedWheel } | { readonly wheel?: undefined; readonly failure: string };

const TIMEOUT = 120_000;

const askFor = async (
  sys: System,
  { tool, package: name, python, platform }: NewestWheelQuestion,
  work: string,
): Promise<NewestWheel> => {
  const uv = await uvOnce(sys, tool);
  const access = await indexAccess(sys, { uv, work }, false);
  const worksBy = await resolvingPython(sys, uv, work);
  const files = { requirements: `${work}/newest.in`, constraints: `${work}/none.in` };
  await sys.files.write(files.requirements, requirementsText([name]));
  await sys.files.write(files.constraints, "");
  const question = { requirements: [name], constraints: [], python, platform, indexes: [] };
  const { code, stdout, stderr, timedOut } = await sys.processes.run(
    [uv.path, ...compileArguments(question, files), ...worksBy, "--no-deps"],
    { cwd: work, env: { ...(await access([])), UV_HTTP_RETRIES: "1" }, timeout: TIMEOUT },
  );
  const [found] = code === 0 ? wheelsOfPylock(stdout, question) : [];
  if (found !== undefined)
    return {
      wheel: { version: found.version, wheelSha256: found.sha256, wheelFile: found.file },
    };
  const failure = whyUnreachable(stderr, [], timedOut)?.reason.message;
  return { failure: failure ?? `The package index has no wheel of ${name} for this platform.` };
};

/** The newest wheel of one package on the default index, with its checksum. */
export const newestWheel = async (
  sys: System,
  question: NewestWheelQuestion,
): Promise<NewestWheel> => {
  const work = await sys.files.makeTemp("newest-", `${cacheFolder(sys.env)}/tmp`);
  try {
    return await askFor(sys, question, work);
  } catch (error) {
    // Without uv on this machine the rest can be compared still.
    if (error instanceof DlEnvError && error.exit === 3) return { failure: error.message };
    throw error;
  } finally {
    await sys.files.remove(work);
  }
};
