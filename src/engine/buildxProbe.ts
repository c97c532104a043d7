import { join } from "node:path";
import { digestOf } from "../registry/digest.ts";
import { jsonBytes } from "../registry/manifest.ts";
import { OCI_CONFIG, OCI_INDEX, OCI_MANIFEST } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import type { Probe } from "../container/probe.ts";
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

/** Builds on an empty base from a layout and writes a layout: all that a builder must be able to do for us. */
export const buildxTrialArgv = (
  buildx: readonly string[],
  context: string,
  digest: string,
  result: string,
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

/** Whether there is a buildx with a builder that reads and writes OCI layouts, by letting it do so once (0.3 s). */
export const probeBuildx = async (sys: System): Promise<Probe<BuildxCall>> => {
  const install = (packages: string, fedora: string): Promise<string> =>
    installCommand(sys, packages, {
      dnf: fedora,
      zypper: "docker docker-buildx",
      pacman: "docker docker-buildx",
    }).then((command) => command ?? "docker buildx version");
  if ((await sys.processes.find("docker")) === undefined)
    return {
      ok: false,
      why: "docker is not installed",
      hint: await install("docker.io docker-buildx", "moby-engine docker-buildx"),
    };
  const argv = ["docker", "buildx"];
  const said = await sys.processes.run([...argv, "version"], { cwd: ROOT_FOLDER });
  const version = /v?([0-9]+\.[0-9]+\.[0-9]+)/.exec(said.stdout)?.[1];
  if (said.code !== 0 || version === undefined)
    return {
      ok: false,
      why: "docker has no buildx",
      hint: await install("docker-buildx", "docker-buildx"),
    };
  return withFolder(sys, undefined, async (folder) => {
    const context = join(folder, "context");
    const digest = await writeTrial(sys, context);
    const result = await sys.processes.run(
      buildxTrialArgv(argv, context, digest, join(folder, "result")),
      { cwd: folder, timeout: PATIENCE },
    );
    if (result.code === 0)
      return {
        ok: true,
        call: { argv, env: {}, version, hostNetwork: await needsHostNetwork(sys, argv) },
      };
    if (
      /cannot connect|is the docker daemon running|connection refused|permission denied while/i.test(
        result.stderr,
      )
    ) {
      return {
        ok: false,
        why: "docker's daemon cannot be reached",
        hint: "sudo systemctl start docker",
      };
    }
    return {
      ok: false,
      why: `buildx ${version} has no builder that reads and writes OCI layouts: ${lastError(result.stderr)}`,
      hint: CREATE,
    };
  });
};
