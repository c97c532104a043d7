import { join } from "node:path";
import type { BaseImage } from "../registry/baseImage.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { makeView, readEngineBase, withoutTag } from "./engineBase.ts";
import { BASE_ARG, CONTAINERFILE, type BuildContext } from "./engine.ts";
import { probeBuildx, type BuildxCall } from "./buildxProbe.ts";
import type { EngineKind } from "./engineKind.ts";
import { engineFailed } from "./buildFailure.ts";
import { prepareResult, readResult } from "./buildResult.ts";
import { makeEngine, type Build, type Built } from "./makeEngine.ts";
import { csvLine } from "../text/csv.ts";

export interface BuildxBuild {
  readonly context: BuildContext;
  /**
   * The base as a layout folder and a digest in it; absent when BuildKit pulls it from a registry.
   */
  readonly view?: { readonly dir: string; readonly digest: string };
  readonly stage?: string;
  readonly hostNetwork: boolean;
  /** Folder of the result. */
  readonly result: string;
}

/** A stage becomes a layer of ours, which is compressed then; a whole image is sent as it is. */
const compressionOf = ({ stage }: BuildxBuild): string[] =>
  stage === undefined ? [] : ["compression=uncompressed"];

/** The name of the build context that stands for the base. */
const BASE_CONTEXT = "base";

const baseArguments = ({ context, view }: BuildxBuild): string[] => {
  const base = context.base.kind === "registry" ? withoutTag(context.base.reference) : BASE_CONTEXT;
  return [
    ...(view === undefined
      ? []
      : [`--build-context=${BASE_CONTEXT}=oci-layout://${view.dir}@${view.digest}`]),
    `--build-arg=${BASE_ARG}=${base}`,
  ];
};

const networkOf = ({ context, hostNetwork }: BuildxBuild): string[] => {
  if (context.offline === true) return ["--network=none"];
  return hostNetwork ? ["--network=host", "--allow=network.host"] : [];
};

/**
 * `docker buildx build` that writes an OCI layout folder. Not `push=true`: BuildKit in dockerd
 * can't push by digest, and a layout keeps credentials, retries and mounts in one client. No
 * attestations, because they make an index of the image.
 */
export const buildxBuildArgv = (buildx: readonly string[], build: BuildxBuild): string[] => [
  ...buildx,
  "build",
  "--progress=plain",
  "--provenance=false",
  "--sbom=false",
  ...networkOf(build),
  ...(build.stage === undefined ? [] : [`--target=${build.stage}`]),
  ...Object.entries(build.context.secrets).flatMap(([id, file]) => [
    "--secret",
    csvLine([`id=${id}`, `src=${file}`]),
  ]),
  ...Object.entries({
    ...build.context.buildArgs,
    SOURCE_DATE_EPOCH: String(build.context.epoch),
  }).map(([name, value]) => `--build-arg=${name}=${value}`),
  ...baseArguments(build),
  `--output=${csvLine(["type=oci", "tar=false", ...compressionOf(build), `dest=${build.result}`])}`,
  "--file",
  join(build.context.dir, CONTAINERFILE),
  build.context.dir,
];

interface Tools {
  readonly sys: System;
  readonly open: OpenRepository;
  readonly buildx: BuildxCall;
}

const viewOf = async (
  sys: System,
  context: BuildContext,
  { base, work }: { readonly base: BaseImage; readonly work: string },
): Promise<{ view?: { dir: string; digest: string } }> => {
  if (context.base.kind === "registry") return {};
  const dir = join(work, "view");
  return {
    view: {
      dir,
      digest: await makeView(sys.files, base, {
        blobs: join(context.base.dir, "blobs", "sha256"),
        dir,
      }),
    },
  };
};

/** Builds and writes what was added to the base into a layout under `work`. */
const buildWithBuildx = async (
  { sys, open, buildx }: Tools,
  { context, work, onLine, ...stage }: Build,
): Promise<Built> => {
  const base = await readEngineBase(open, context);
  const dir = join(work, "result");
  const view = await viewOf(sys, context, { base, work });
  await prepareResult(
    sys.files,
    dir,
    base.manifest.layers.map(({ digest }) => digest),
  );
  const argv = buildxBuildArgv(buildx.argv, {
    context,
    result: dir,
    hostNetwork: buildx.hostNetwork,
    ...view,
    ...stage,
  });
  const result = await sys.processes.run(argv, { cwd: work, env: buildx.env, onLine });
  if (result.code !== 0)
    throw engineFailed(
      "buildx",
      { what: `build ${join(context.dir, CONTAINERFILE)}`, retry: argv.join(" ") },
      result,
    );
  return { base, result: await readResult(sys, dir, base) };
};

/** BuildKit through `docker buildx`, with any builder that reads and writes OCI layouts. */
export const buildx: EngineKind = {
  probe: async (sys) => {
    const probe = await probeBuildx(sys);
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
            name: "buildx",
            version: call.version,
            build: (build) => buildWithBuildx({ sys: using, open, buildx: call }, build),
          }),
      },
    };
  },
};
