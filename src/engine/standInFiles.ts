import type { CudaRelease, DriverFacts } from "../catalog/facts.ts";
import { bytesEntry, directoryEntry, symlinkEntry, type LayerEntry } from "../layer/layerEntry.ts";

/** What a stand-in takes from the catalog. */
export type StandInCuda = Pick<CudaRelease, "version" | "minor">;
export type StandInDrivers = Pick<DriverFacts, "shipped" | "requireBranches">;

/** One layer of the stand-in above Debian's: what its history says, and its files. */
export interface StandInLayer {
  readonly says: string;
  readonly entries: readonly LayerEntry[];
}

const text = (path: string, content: string, mode = 0o644): LayerEntry =>
  bytesEntry(path, mode, new TextEncoder().encode(content));

const NOTICE = (
  cuda: string,
): string => `This image is a stand-in for nvidia/cuda:${cuda}, made by dl-env from Debian 12 where the real one could not be reached.
It has no CUDA libraries. Programs that bring their own (the wheels of a cell) work in it as in the real one. Do not publish it.
`;

const majorOf = (minor: string): string => minor.split(".")[0] ?? minor;

const cudaFolders = ({ version, minor }: StandInCuda, driver: string): LayerEntry[] => {
  const home = `usr/local/cuda-${minor}`;
  return [
    directoryEntry(`${home}/targets/x86_64-linux/lib`),
    symlinkEntry(`${home}/lib64`, "targets/x86_64-linux/lib"),
    text(
      `${home}/compat/libcuda.so.${driver}`,
      `dl-env: stand-in for the driver library of CUDA ${version}\n`,
    ),
    symlinkEntry(`${home}/compat/libcuda.so.1`, `libcuda.so.${driver}`),
    symlinkEntry(`${home}/compat/libcuda.so`, "libcuda.so.1"),
    symlinkEntry("etc/alternatives/cuda", `/${home}`),
    symlinkEntry(`etc/alternatives/cuda-${majorOf(minor)}`, `/${home}`),
    symlinkEntry("usr/local/cuda", "/etc/alternatives/cuda"),
    symlinkEntry(`usr/local/cuda-${majorOf(minor)}`, `/etc/alternatives/cuda-${majorOf(minor)}`),
  ];
};

const ENTRYPOINT = `#!/bin/bash
# Stand-in for the entrypoint of NVIDIA's runtime images: says nothing, starts the command.
exec "$@"
`;

/** Where the runtime flavors keep their entrypoint. */
export const STAND_IN_ENTRYPOINT = "/opt/nvidia/nvidia_entrypoint.sh";

const notice = ({ version }: StandInCuda): StandInLayer => ({
  says: "notice: what this image is",
  entries: [text("etc/dl-env-stand-in", NOTICE(version))],
});

const loaderSettings = ({ minor }: StandInCuda): StandInLayer => ({
  says: "ld.so.conf.d: where the container toolkit and CUDA keep libraries",
  entries: [
    text("etc/ld.so.conf.d/000_cuda.conf", "/usr/local/cuda/targets/x86_64-linux/lib\n"),
    text(
      `etc/ld.so.conf.d/988_cuda-${majorOf(minor)}.conf`,
      `/usr/local/cuda-${majorOf(minor)}/targets/x86_64-linux/lib\n`,
    ),
    text("etc/ld.so.conf.d/nvidia.conf", "/usr/local/nvidia/lib\n/usr/local/nvidia/lib64\n"),
  ],
});

const LICENCE: StandInLayer = {
  says: "licence: none of NVIDIA's software is here",
  entries: [
    text("NGC-DL-CONTAINER-LICENSE", "A stand-in: none of NVIDIA's software is in this image.\n"),
  ],
};

const RUNTIME_ENTRYPOINT: StandInLayer = {
  says: "entrypoint of the runtime flavors",
  entries: [
    directoryEntry("opt/nvidia/entrypoint.d"),
    text(STAND_IN_ENTRYPOINT.slice(1), ENTRYPOINT, 0o755),
  ],
};

/**
 * The stand-in's layers above Debian, shaped like nvidia/cuda's: one step each. `runtime` and the
 * like bring an entrypoint.
 */
export const standInLayers = (
  cuda: StandInCuda,
  flavor: string,
  drivers: StandInDrivers,
): StandInLayer[] => [
  notice(cuda),
  {
    says: `cuda-cudart-${cuda.minor} and cuda-compat-${cuda.minor}: folders without libraries`,
    entries: cudaFolders(cuda, drivers.shipped[cuda.version] ?? "0.0"),
  },
  loaderSettings(cuda),
  LICENCE,
  ...(flavor === "base" ? [] : [RUNTIME_ENTRYPOINT]),
];

/**
 * Brands that NVIDIA_REQUIRE_CUDA lists; GeForce is not among them. Source: nvidia/cuda's
 * Dockerfiles, 12.5 and later.
 */
const BRANDS = [
  "unknown",
  "grid",
  "tesla",
  "nvidia",
  "quadro",
  "quadrortx",
  "nvidiartx",
  "vapps",
  "vpc",
  "vcs",
  "vws",
  "cloudgaming",
];

/** `cuda>=12.8 brand=tesla,driver>=535,driver<536 …`: a space is OR, a comma is AND. */
export const requireCuda = (minor: string, branches: readonly number[]): string =>
  [
    `cuda>=${minor}`,
    ...BRANDS.flatMap((brand) =>
      branches.map((branch) => `brand=${brand},driver>=${branch},driver<${branch + 1}`),
    ),
  ].join(" ");

/** The environment of nvidia/cuda's images. */
export const standInEnvironment = (cuda: StandInCuda, drivers: StandInDrivers): string[] => [
  "PATH=/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "NVARCH=x86_64",
  `NVIDIA_REQUIRE_CUDA=${requireCuda(cuda.minor, drivers.requireBranches[cuda.minor] ?? [])}`,
  `CUDA_VERSION=${cuda.version}`,
  `NV_CUDA_CUDART_VERSION=${cuda.version}-1`,
  "LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64:/usr/local/cuda/lib64",
  "NVIDIA_VISIBLE_DEVICES=all",
  "NVIDIA_DRIVER_CAPABILITIES=compute,utility",
  "NVIDIA_PRODUCT_NAME=CUDA",
];
