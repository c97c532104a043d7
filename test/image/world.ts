import type { UbuntuRelease } from "../../src/catalog/facts.ts";
import type { ImageSources } from "../../src/image/imageFiles.ts";
import type { RecipeContext, RecipeInput } from "../../src/image/imageRecipe.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import type { AptLock, Lock, LockedWheel } from "../../src/resolve/lock.ts";

/** A sha256 that is not one of anything: 64 times the digit, or the number in hex. */
export const hex = (seed: number | string): string =>
  (typeof seed === "number" ? seed.toString(16) : seed).padStart(64, "0");

export const wheel = (
  name: string,
  version: string,
  megabytes: number,
  seed: number,
): LockedWheel => ({
  name,
  version,
  file: `${name}-${version}-py3-none-any.whl`,
  sha256: hex(seed),
  download: megabytes * 1e6,
});

export const lockOf = (wheels: readonly LockedWheel[], python = "3.12"): Lock => ({
  format: 1,
  key: hex(wheels.length + 1000),
  question: {
    requirements: ["numpy"],
    constraints: [],
    python,
    platform: "x86_64-manylinux_2_35",
    indexes: [],
  },
  created: "2026-11-21T08:00:00Z",
  uv: "0.13.8",
  wheels,
});

export const WHEELS: readonly LockedWheel[] = [
  wheel("idna", "3.20", 0.1, 1),
  wheel("numpy", "2.4.6", 17, 2),
  wheel("nvidia-cuda-runtime-cu12", "12.8.90", 1, 3),
  wheel("torch", "2.10.0", 916, 4),
  wheel("uv", "0.13.8", 21, 5),
];

export const cell = (over: Partial<Cell> = {}): Cell => ({
  id: "torch-cuda12.8.1-ubuntu24.04-py3.12",
  set: "torch",
  libraries: ["numpy", "torch"],
  cuda: "12.8.1",
  ubuntu: "24.04",
  python: "3.12",
  pythonFrom: "ubuntu",
  flavor: "base",
  platform: "linux/amd64",
  ...over,
});

export const APT: AptLock = {
  release: "24.04",
  asOf: "2026-11-16",
  asked: ["ca-certificates", "git", "openssh-server", "tini", "tmux"],
  extras: ["python3.12", "python3.12-venv"],
};

/** The snapshot service of a release. */
export const SNAPSHOTS = {
  address: "http://snapshot.ubuntu.com/ubuntu",
  suites: ["noble", "noble-updates", "noble-security"],
  components: ["main", "universe"],
  source: "test",
};

const NOBLE: UbuntuRelease = {
  name: "24.04",
  tag: "ubuntu24.04",
  glibc: "2.39",
  python: "3.12",
  preReleasePythons: {},
  endOfLife: "2029-04-30",
  snapshots: SNAPSHOTS,
  source: "test",
};

/** The same with what apt chose at a snapshot. */
export const WHOLE_APT: AptLock = {
  ...APT,
  snapshot: "20261116T000000Z",
  packages: [
    { name: "git", version: "1:2.43.0-1ubuntu7.3", sha256: "a1".repeat(32) },
    { name: "perl-base", version: "5.38.2-3.2ubuntu0.2", sha256: "b2".repeat(32), upgrades: true },
    { name: "tini", version: "0.19.0-1", sha256: "c3".repeat(32) },
  ],
};

export const SOURCES: ImageSources = {
  apt: "#!/bin/sh\n",
  rootfs: [
    { path: "/etc/profile.d/dl-env.sh", mode: 0o644, content: "umask 002\n" },
    { path: "/usr/local/bin/dl-env-entrypoint", mode: 0o755, content: '#!/bin/sh\nexec "$@"\n' },
  ],
  probes: new Map([
    [
      "numpy",
      { path: "/usr/local/lib/dl-env/probes/numpy.py", mode: 0o644, content: "print(1)\n" },
    ],
    [
      "torch",
      { path: "/usr/local/lib/dl-env/probes/torch.py", mode: 0o644, content: "print(2)\n" },
    ],
  ]),
};

const PYTHON = {
  minor: "3.13",
  version: "3.13.9",
  url: "https://github.com/astral-sh/python-build-standalone/releases/download/20260814/cpython-3.13.9.tar.gz",
  sha256: hex("abc"),
  source: "test",
};

export const CONTEXT: RecipeContext = {
  catalog: {
    overlapWinners: {},
    noBytecode: { wheels: ["uv", "nvidia-*"], folders: ["uv", "nvidia"] },
    layerOrder: ["nvidia-*", "torch"],
    releasedOften: {},
    pythons: [PYTHON],
    ubuntu: [NOBLE],
    libraries: new Map(),
    locales: [],
  },
  request: {
    smoke: { require: "gpu" },
    wheelCuda: "exact",
    cudnn: "wheels",
    slim: false,
    bytecode: true,
    sudo: false,
  },
  sources: SOURCES,
};

export const INPUT: RecipeInput = {
  cell: cell(),
  lock: lockOf(WHEELS),
  apt: APT,
  base: {
    tag: "docker.io/nvidia/cuda:12.8.1-base-ubuntu24.04",
    digest: `sha256:${hex("d1")}`,
    platformDigest: `sha256:${hex("d2")}`,
    asOf: "2026-11-21",
  },
};
