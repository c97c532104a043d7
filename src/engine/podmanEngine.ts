import { join } from "node:path";
import type { BaseImage } from "../registry/baseImage.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { RunResult, System } from "../system/ports.ts";
import { makeView, readEngineBase, VIEW_TAG, withoutTag } from "./engineBase.ts";
import { BASE_ARG, CONTAINERFILE, type BuildContext } from "./engine.ts";
import { probePodman, type PodmanRuns } from "../container/podmanProbe.ts";
import type { EngineKind } from "./engineKind.ts";
import { engineFailed } from "./buildFailure.ts";
import { prepareResult, readResult } from "./buildResult.ts";
import { makeEngine, type Build, type Built } from "./makeEngine.ts";

/** How podman is called on this host. */
type PodmanCall = Pick<PodmanRuns, "argv" | "env" | "version">;

export interface PodmanBuild {
  readonly context: BuildContext;
  /** Id of the base in podman's storage. */
  readonly base: string;
  readonly stage?: string;
  /** False: everything above the base is one layer. */
  readonly layers: boolean;
  readonly idFile: string;
}

/**
 * `podman build`. The network is the host's: bridges need a plugin, a firewall or a tun device that
 * hosts lack, and a proxy or mirror may listen on loopback. No `--timestamp`: it sets the time of
 * every file, and Python then ignores the compiled files of apt's packages.
 */
export const podmanBuildArgv = (
  podman: readonly string[],
  { context, base, stage, layers, idFile }: PodmanBuild,
): string[] => [
  ...podman,
  "build",
  "--format=oci",
  `--layers=${String(layers)}`,
  context.offline === true ? "--network=none" : "--network=host",
  ...(stage === undefined ? [] : [`--target=${stage}`]),
  ...Object.entries(context.secrets).flatMap(([id, file]) => ["--secret", `id=${id},src=${file}`]),
  ...Object.entries({
    ...context.buildArgs,
    SOURCE_DATE_EPOCH: String(context.epoch),
    [BASE_ARG]: base,
  }).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
  `--iidfile=${idFile}`,
  "--file",
  join(context.dir, CONTAINERFILE),
  context.dir,
];

/** Pulls quietly: the image's id is the last line of standard output. */
export const podmanPullArgv = (
  podman: readonly string[],
  from: string,
  insecure: boolean,
): string[] => [...podman, "pull", "--quiet", ...(insecure ? ["--tls-verify=false"] : []), from];

/**
 * Writes an image into a layout folder below the working directory, uncompressed blobs that are
 * there already excepted.
 */
export const podmanPushArgv = (
  podman: readonly string[],
  image: string,
  folder: string,
): string[] => [...podman, "push", "--quiet", "--format=oci", image, `oci:${folder}:result`];

/**
 * Ids (11 digits, as podman prints the steps') of the images that a build committed, the last
 * first, from what it printed; those that it took from a cache are not its own.
 */
export const committedImages = (output: string): string[] => {
  const cached = new Set(
    [...output.matchAll(/^--> Using cache ([0-9a-f]{11})/gm)].map((match) => match[1]),
  );
  const committed = [...output.matchAll(/^(?:--> )?([0-9a-f]{11})[0-9a-f]{0,53}$/gm)].map(
    (match) => match[1] ?? "",
  );
  return [...new Set(committed)].filter((id) => !cached.has(id)).reverse();
};

interface Tools {
  readonly sys: System;
  readonly open: OpenRepository;
  readonly podman: PodmanCall;
}

interface Call {
  /** Completes "podman could not …". */
  readonly what: string;
  readonly cwd: string;
  readonly onLine?: (line: string) => void;
}

const run = async (
  { sys, podman }: Tools,
  argv: readonly string[],
  { what, cwd, onLine }: Call,
): Promise<RunResult> => {
  const lines = onLine === undefined ? {} : { onLine, onOutputLine: onLine };
  const result = await sys.processes.run(argv, { cwd, env: podman.env, ...lines });
  if (result.code !== 0) throw engineFailed("podman", { what, retry: argv.join(" ") }, result);
  return result;
};

/**
 * Name of a base in podman's storage that came from a layout. It stays there, as a base that was
 * pulled does.
 */
const viewName = (base: BaseImage): string =>
  `dl-env-base-${base.platformDigest.slice("sha256:".length, "sha256:".length + 32)}`;

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";

/** Pulls an image quietly; returns its id. */
const pull = async (tools: Tools, argv: readonly string[], call: Call): Promise<string> =>
  lastLine((await run(tools, argv, call)).stdout);

/** Gets a base into podman's storage; returns its id. */
const pullBase = async (
  tools: Tools,
  context: BuildContext,
  { base, work }: { readonly base: BaseImage; readonly work: string },
): Promise<string> => {
  const { sys, podman } = tools;
  if (context.base.kind === "registry") {
    const { reference, insecure } = context.base;
    const argv = podmanPullArgv(podman.argv, withoutTag(reference), insecure);
    return pull(tools, argv, { what: `pull ${reference}`, cwd: work });
  }
  const name = viewName(base);
  const existing = await sys.processes.run(
    [...podman.argv, "image", "inspect", "--format={{.Id}}", `localhost/${name}:latest`],
    { cwd: work, env: podman.env },
  );
  if (existing.code === 0) return existing.stdout.trim();
  const blobs = join(context.base.dir, "blobs", "sha256");
  await makeView(sys.files, base, { blobs, dir: join(work, name) });
  // A relative path: podman makes a name of it, which must be in lower case, and reads a colon in
  // it as the end.
  const argv = podmanPullArgv(podman.argv, `oci:${name}:${VIEW_TAG}`, false);
  return pull(tools, argv, { what: `read the base ${base.tag}`, cwd: work });
};

const removeImages = async (
  { sys, podman }: Tools,
  images: readonly string[],
  work: string,
): Promise<void> => {
  // The last image takes those below it along; those of other stages are left, and one that
  // something else stands on stays.
  for (const image of images)
    await sys.processes.run([...podman.argv, "rmi", image], { cwd: work, env: podman.env });
};

/**
 * Builds, writes what was added to the base into a layout under `work`, and leaves nothing but the
 * base in podman's storage.
 */
const buildWithPodman = async (
  tools: Tools,
  { context, work, onLine, ...stage }: Build,
): Promise<Built> => {
  const { sys, podman } = tools;
  const base = await readEngineBase(tools.open, context);
  const id = await pullBase(tools, context, { base, work });
  const lines: string[] = [];
  const keepLine = (line: string): void => {
    lines.push(line);
    onLine(line);
  };
  try {
    await run(
      tools,
      podmanBuildArgv(podman.argv, {
        context,
        base: id,
        idFile: join(work, "image-id"),
        // Only a whole image's steps are kept as layers, for the next build of it.
        layers: stage.stage === undefined,
        ...stage,
      }),
      { what: `build ${join(context.dir, CONTAINERFILE)}`, cwd: work, onLine: keepLine },
    );
    const image =
      (await sys.files.readText(join(work, "image-id")))?.trim().replace("sha256:", "") ?? "";
    await prepareResult(sys.files, join(work, "result"), base.config.rootfs.diff_ids);
    await run(tools, podmanPushArgv(podman.argv, image, "result"), {
      what: "write its result",
      cwd: work,
    });
    return { base, result: await readResult(sys, join(work, "result"), base) };
  } finally {
    await removeImages(tools, committedImages(lines.join("\n")), work);
  }
};

/** podman, which needs no daemon; with settings of our own where its own do not work. */
export const podman: EngineKind = {
  probe: async (sys, work) => {
    const probe = await probePodman(sys, work);
    if (!probe.ok) return probe;
    const { call } = probe;
    return {
      ok: true,
      call: {
        version: call.version,
        open: (using, open) =>
          makeEngine({
            sys: using,
            open,
            name: "podman",
            version: call.version,
            build: (build) => buildWithPodman({ sys: using, open, podman: call }, build),
          }),
      },
    };
  },
  advice: "podman is enough, and needs no daemon.",
};
