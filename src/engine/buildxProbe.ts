import { join } from "node:path";
import { digestOf } from "../registry/digest.ts";
import { jsonBytes } from "../registry/manifest.ts";
import { OCI_CONFIG, OCI_INDEX, OCI_MANIFEST } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import type { Probe } from "../container/probeResult.ts";
import { installCommand } from "../container/installPodman.ts";
import { dockerHasBridge } from "../container/dockerProbe.ts";
import { csvLine } from "../text/csv.ts";
import { withFolder } from "../system/withFolder.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";

/** How buildx is called on this host; found by probeBuildx. */
export interface BuildxCall {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
  /** True where the builder has no network of its own to give: it is asked for the host's. */
  readonly hostNetwork: boolean;
}

/** Milliseconds; a builder may first have to be started. */
const PATIENCE = 180_000;

const CREATE = "docker buildx create --use --name dl-env --driver docker-container --bootstrap";

/**
 * Builds on an empty base from a layout and writes a layout: all that a builder must be able to do
 * for us.
 */
const buildxTrialArgv = (
  buildx: readonly string[],
  {
    context,
    digest,
    result,
  }: { readonly context: string; readonly digest: string; readonly result: string },
): string[] => [
  ...buildx,
  "build",
  "--progress=plain",
  "--provenance=false",
  "--sbom=false",
  `--build-context=base=oci-layout://${join(context, "base")}@${digest}`,
  `--output=${csvLine(["type=oci", "tar=false", `dest=${result}`])}`,
  "--file",
  join(context, "Containerfile"),
  context,
];

const writeTrial = async (sys: System, context: string): Promise<string> => {
  const config = jsonBytes({
    architecture: "amd64",
    os: "linux",
    config: {},
    rootfs: { type: "layers", diff_ids: [] },
  });
  const manifest = jsonBytes({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: digestOf(config), size: config.byteLength },
    layers: [],
  });
  const digest = digestOf(manifest);
  for (const blob of [config, manifest])
    await sys.files.write(
      join(context, "base", "blobs", "sha256", digestOf(blob).slice("sha256:".length)),
      blob,
    );
  await sys.files.write(join(context, "base", "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  await sys.files.write(
    join(context, "base", "index.json"),
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: [{ mediaType: OCI_MANIFEST, digest, size: manifest.byteLength }],
    }),
  );
  await sys.files.write(join(context, "Containerfile"), "FROM base\nCOPY Containerfile /trial\n");
  return digest;
};

const lastError = (text: string): string =>
  (
    text
      .trim()
      .split("\n")
      .findLast((line) => /error/i.test(line)) ??
    text.trim().split("\n").at(-1) ??
    ""
  )
    .replace(/^ERROR: /, "")
    .replace(/\.$/, "");

/** BuildKit inside dockerd uses dockerd's bridge; a builder of its own has a network of its own. */
const needsHostNetwork = async (sys: System, argv: readonly string[]): Promise<boolean> => {
  const { stdout } = await sys.processes.run([...argv, "inspect"], { cwd: ROOT_FOLDER });
  return /^Driver:\s+docker$/m.test(stdout) && !(await dockerHasBridge(sys));
};

const DAEMON_SILENT =
  /cannot connect|is the docker daemon running|connection refused|permission denied while/i;

/** Why the trial failed, from what buildx said. */
const trialFailed = (version: string, stderr: string): Probe<BuildxCall> =>
  DAEMON_SILENT.test(stderr)
    ? {
        ok: false,
        why: "docker's daemon cannot be reached",
        hint: "sudo systemctl start docker",
      }
    : {
        ok: false,
        why:
          `buildx ${version} has no builder that reads and writes OCI ` +
          `layouts: ${lastError(stderr)}`,
        hint: CREATE,
      };

/** Lets the builder read and write a layout once (0.3 s). */
const tryBuild = (
  sys: System,
  argv: readonly string[],
  version: string,
): Promise<Probe<BuildxCall>> =>
  withFolder(sys, undefined, async (folder) => {
    const context = join(folder, "context");
    const digest = await writeTrial(sys, context);
    const result = await sys.processes.run(
      buildxTrialArgv(argv, { context, digest, result: join(folder, "result") }),
      { cwd: folder, timeout: PATIENCE },
    );
    if (result.code !== 0) return trialFailed(version, result.stderr);
    const hostNetwork = await needsHostNetwork(sys, argv);
    return { ok: true, call: { argv, env: {}, version, hostNetwork } };
  });

/** What to type to install packages, whose names differ between distributions. */
const install = async (
  sys: System,
  packages: { readonly apt: string; readonly dnf: string },
): Promise<string> => {
  const others = { zypper: "docker docker-buildx", pacman: "docker docker-buildx" };
  const command = await installCommand(sys, packages.apt, { dnf: packages.dnf, ...others });
  return command ?? "docker buildx version";
};

/** Whether there is a buildx with a builder that reads and writes OCI layouts. */
export const probeBuildx = async (sys: System): Promise<Probe<BuildxCall>> => {
  if ((await sys.processes.find("docker")) === undefined)
    return {
      ok: false,
      why: "docker is not installed",
      hint: await install(sys, {
        apt: "docker.io docker-buildx",
        dnf: "moby-engine docker-buildx",
      }),
    };
  const argv = ["docker", "buildx"];
  const answer = await sys.processes.run([...argv, "version"], { cwd: ROOT_FOLDER });
  const version = /v?([0-9]+\.[0-9]+\.[0-9]+)/.exec(answer.stdout)?.[1];
  if (answer.code !== 0 || version === undefined)
    return {
      ok: false,
      why: "docker has no buildx",
      hint: await install(sys, { apt: "docker-buildx", dnf: "docker-buildx" }),
    };
  return tryBuild(sys, argv, version);
};
