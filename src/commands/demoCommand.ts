import {
  buildImages,
  planCells,
  promoteImages,
  smokeTestImages,
  type Planned,
} from "../pipeline.ts";
import { chooseRuntime } from "../container/chooseRuntime.ts";
import { installPodman } from "../container/installPodman.ts";
import { typedCommand } from "../container/typedCommand.ts";
import type { Runtime } from "../container/runtime.ts";
import { readTagList } from "../registry/baseImage.ts";
import { DlEnvError } from "../errors/error.ts";
import { failedError } from "../plan/failedCells.ts";
import { keepBuilt } from "../publish/buildState.ts";
import { smokeText } from "../report/smokeText.ts";
import { planText } from "../report/planTable.ts";
import { bytes, duration } from "../text/units.ts";
import { cacheFolder } from "../resolve/answerCache.ts";
import { openSession, type Session } from "../session.ts";
import type { System } from "../system/ports.ts";
import { readImage } from "../publish/publishedImage.ts";
import { loadInto } from "../container/load.ts";
import { localName } from "../registry/layoutIndex.ts";
import { builtText } from "./buildCommand.ts";
import { promotedText } from "./promoteCommand.ts";
import type { CommandResult } from "./outcome.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

const REAL = "docker.io/nvidia/cuda";

/** Whether the registry of the real bases answers. */
const canReach = async (session: Session): Promise<boolean> => {
  try {
    await readTagList(session.open(REAL), session.sys.clock);
    return true;
  } catch (error) {
    if (error instanceof DlEnvError && error.exit === 3) return false;
    throw error;
  }
};

/**
 * What runs the images here; podman is installed by apt where nothing does. Settings that it needs on this host lie in the cache folder, since
 * they must outlast the demo: they are part of what is to be typed.
 */
const setUpRuntime = async (sys: System): Promise<Runtime> => {
  const folder = cacheFolder(sys.env);
  try {
    return await chooseRuntime(sys, folder);
  } catch (error) {
    if (!(error instanceof DlEnvError) || error.code !== "no-runtime") throw error;
    if (!(await installPodman(sys))) throw error;
    sys.log.info("podman was installed with apt.");
    return chooseRuntime(sys, folder);
  }
};

const STAND_IN_WARNING = [
  "",
  "  ****************************************************************************",
  "  *  docker.io cannot be reached from here, so nvidia/cuda is not to be had.  *",
  "  *  The demo goes on with a STAND-IN: Debian 12 in the shape of nvidia/cuda. *",
  "  *  It shows how things work. It is not CUDA, and it is never published.     *",
  "  ****************************************************************************",
  "",
].join("\n");

interface Stage {
  readonly title: string;
  readonly took: number;
}

/** Runs stages one after the other and remembers how long each took. */
const stopwatch = (
  sys: System,
): { stages: Stage[]; run: <T>(title: string, work: () => Promise<T>) => Promise<T> } => {
  const stages: Stage[] = [];
  const run = async <T>(title: string, work: () => Promise<T>): Promise<T> => {
    const began = sys.clock.now();
    const result = await sys.log.group(title, work);
    stages.push({ title, took: sys.clock.now() - began });
    return result;
  };
  return { stages, run };
};

const openDemo = async (sys: System): Promise<Session> => {
  const file = `${sys.env.projectRoot}/examples/demo/dl-env.yml`;
  const to = `oci:${sys.env.cwd}/images`;
  const session = await openSession(sys, { file, to });
  if (await canReach(session)) return session;
  sys.log.warn(STAND_IN_WARNING);
  return openSession(sys, {
    file: `${sys.env.projectRoot}/examples/demo/stand-in.yml`,
    to,
    standIn: true,
  });
};

/** Loads the image if it is not there (any more), and says what to type to use it. */
const howToRun = async (
  { sys, to }: Pick<Session, "sys" | "to">,
  planned: Planned,
  runtime: Runtime,
): Promise<string[]> => {
  const tag = [...planned.recipes.keys()][0];
  if (tag === undefined) return [];
  const image = localName(tag);
  const there = await sys.processes.run([...runtime.argv, "image", "inspect", image], {
    cwd: ROOT_FOLDER,
    env: runtime.env,
  });
  if (there.code !== 0) await loadInto(sys, runtime, to, tag);
  // In the host's own network Jupyter stays on loopback, and no port is published.
  const jupyter = runtime.hostNetwork === true ? {} : { env: { JUPYTER_IP: "0.0.0.0" } };
  return [
    "",
    `It is loaded in ${runtime.name}. Try it:`,
    `  ${typedCommand(runtime, { image, command: ["python", "-c", "import numpy; print(numpy.__version__)"] })}`,
    `  ${typedCommand(runtime, { image, command: ["jupyter"], ports: [{ host: 8888, container: 8888 }], ...jupyter })}`,
    "  npm run -s dl-env -- --help",
  ];
};

/** Plans, builds, tests and tags a small matrix into ./images, and says how to run it. */
export const demo = async (sys: System): Promise<CommandResult> => {
  const { stages, run } = stopwatch(sys);
  const runtime = await run("Setting up", () => setUpRuntime(sys));
  const session = await run("Looking for docker.io", () => openDemo(sys));
  const planned = await run("Planning", () => planCells(session));
  sys.log.info(`\n${planText(planned.plan)}\n`);
  const built = await run("Building", () => buildImages(session, planned));
  const broken = failedError(built.failed);
  if (broken !== undefined) throw broken;
  await keepBuilt(session, planned.plan, built);
  sys.log.info(`\n${builtText(built)}\n`);
  const { results, failed } = await run("Testing", () =>
    smokeTestImages(session, planned, {
      images: built.images,
      gpus: { kind: "none" },
      keep: true,
      runtime,
    }),
  );
  const untested = failedError(failed);
  if (untested !== undefined) throw untested;
  sys.log.info(`\n${smokeText(results)}\n`);
  const promoted = await run("Moving tags", () =>
    promoteImages(session, planned, { images: built.images, dryRun: false }),
  );
  const sizes = await Promise.all(
    built.images.map(
      async ({ cell, digest }) =>
        `  ${cell}: ${bytes((await readImage(session.to, digest)).size)} compressed`,
    ),
  );
  const text = [
    promotedText(promoted),
    "",
    "Stages:",
    ...stages.map(({ title, took }) => `  ${title.padEnd(22)} ${duration(took)}`),
    "Images in ./images:",
    ...sizes,
    ...(await howToRun(session, planned, runtime)),
  ].join("\n");
  const isDone = results.length > 0 && results.every(({ ok }) => ok);
  return {
    text,
    json: { plan: planned.plan, built, proven: results, promoted, stages },
    exit: isDone ? 0 : 1,
  };
};
