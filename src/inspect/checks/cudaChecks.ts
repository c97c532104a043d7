import type { FoundCode } from "../fatbin.ts";
import { combinedCode } from "../measuredCode.ts";
import type { InstalledWheel } from "../inventory/installedWheel.ts";
import { READ } from "../filesToRead.ts";
import {
  distributionName,
  distributions,
  finding,
  matching,
  resolved,
  textOf,
} from "../imageView.ts";
import type { Expected, Finding, ImageView, StaticCheck } from "../imageView.ts";

const SITE_PACKAGES = "/opt/venv/lib/python3/site-packages";

const minor = (version: string): string => version.split(".").slice(0, 2).join(".");
const major = (version: string): string => version.split(".")[0] ?? "";

/**
 * CUDA that the installed torch says it is built for: `12.8`, `none` for a CPU build, undefined
 * when there is no torch.
 */
const torchCuda = async (image: ImageView): Promise<string | undefined> => {
  const [file] = matching(image, READ.torch.match);
  if (file === undefined) return undefined;
  const value = /^cuda\s*(?::[^=]+)?=\s*(?:'([^']*)'|"([^"]*)"|None)/m.exec(
    (await textOf(image, file.path)) ?? "",
  );
  return value?.[1] ?? value?.[2] ?? "none";
};

/** Version of the CUDA runtime's wheel; its first two numbers are the toolkit's. */
const runtimeWheel = (image: ImageView): string | undefined => {
  const installed = distributions(image);
  return (
    installed.get("nvidia-cuda-runtime") ??
    installed.get("nvidia-cuda-runtime-cu12") ??
    installed.get("nvidia-cuda-runtime-cu11")
  );
};

/** PyTorch is a CUDA build, and for this CUDA. */
export const torchBuild: StaticCheck = async (image, expected) => {
  const cuda = await torchCuda(image);
  if (cuda === undefined)
    return expected.imports.includes("torch")
      ? [finding("torch-missing", "The set contains PyTorch, the image does not.")]
      : [];
  if (cuda === "none") return [finding("torch-cpu", "PyTorch is a CPU-only build.")];
  const fits =
    expected.wheelCuda === "exact" ? cuda === expected.cuda : major(cuda) === major(expected.cuda);
  return fits
    ? []
    : [
        finding(
          "torch-cuda",
          `PyTorch is built for CUDA ${cuda} in a cell for CUDA ${expected.cuda}.`,
        ),
      ];
};

/**
 * Each CUDA major has packages of its own name; two of them in one image means that something
 * resolved wrongly.
 */
export const oneCuda: StaticCheck = (image, expected) => {
  const other = major(expected.cuda) === "12" ? "cu13" : "cu12";
  const names = [...distributions(image).keys()].filter(
    (name) =>
      name.endsWith(`-${other}`) ||
      (other === "cu12" && /cuda1[12]x$/.test(name)) ||
      (other === "cu13" && name.endsWith("cuda13x")),
  );
  return names.map((name) =>
    finding("other-cuda", `${name} is built for another CUDA than ${expected.cuda}.`),
  );
};

/** What the labels say of CUDA is what is in the image. */
export const cudaLabels: StaticCheck = async (image, expected) => {
  const { cuda: baseName, wheelCuda: wheelName } = expected.labels;
  const found: Finding[] = [];
  const base = image.config.labels[baseName];
  const variable = image.config.env["CUDA_VERSION"];
  if (base !== undefined && variable !== undefined && base !== variable)
    found.push(
      finding(
        "label-cuda",
        `The label ${baseName} says ${base}, the base's CUDA_VERSION says ${variable}.`,
      ),
    );
  if (base !== undefined && minor(base) !== expected.cuda)
    found.push(
      finding(
        "label-cuda",
        `The label ${baseName} says ${base} in a cell for CUDA ${expected.cuda}.`,
      ),
    );
  const wheel = image.config.labels[wheelName];
  const torch = await torchCuda(image);
  const runtime = runtimeWheel(image);
  if (wheel !== undefined && torch !== undefined && torch !== "none" && minor(wheel) !== torch)
    found.push(
      finding("label-wheel-cuda", `The label ${wheelName} says ${wheel}, PyTorch says ${torch}.`),
    );
  if (wheel !== undefined && runtime !== undefined && minor(wheel) !== minor(runtime))
    found.push(
      finding(
        "label-wheel-cuda",
        `The label ${wheelName} says ${wheel}, the CUDA runtime's wheel is ${runtime}.`,
      ),
    );
  return found;
};

const asNumbers = (capability: string): [number, number] => {
  const [one = 0, two = 0] = capability
    .replace(/[a-z]$/, "")
    .split(".")
    .map(Number);
  return [one, two];
};

/**
 * Machine code runs on the same major and the same or a later minor; PTX on anything at least as
 * new. Source: CUDA programming guide, compute capabilities.
 */
export const covers = (
  code: { readonly sm: readonly string[]; readonly ptx: readonly string[] },
  gpu: string,
): boolean => {
  const [gpuMajor, gpuMinor] = asNumbers(gpu);
  const bySm = code.sm.map(asNumbers).some(([one, two]) => one === gpuMajor && two <= gpuMinor);
  return (
    bySm ||
    code.ptx
      .map(asNumbers)
      .some(([one, two]) => one < gpuMajor || (one === gpuMajor && two <= gpuMinor))
  );
};

const codeOf = async (image: ImageView, wheel: InstalledWheel): Promise<FoundCode> => {
  const libraries = wheel.libraries
    .map((path) => resolved(image, `${SITE_PACKAGES}/${path}`))
    .filter((path) => path !== undefined);
  return combinedCode(await Promise.all(libraries.map((path) => image.code(path))));
};

/** A package and the GPU code in all of its libraries. */
export interface PackageCode extends FoundCode {
  readonly package: string;
  readonly version: string;
}

/** The GPU code of these packages, as far as they are installed; by name. */
export const packageCode = async (
  image: ImageView,
  packages: readonly string[],
): Promise<PackageCode[]> => {
  const wheels = (await image.wheels())
    .map((wheel) => ({ wheel, name: distributionName(wheel.name) }))
    .filter(({ name }) => packages.includes(name));
  const all = await Promise.all(
    wheels.map(async ({ wheel, name }) => ({
      package: name,
      version: wheel.version,
      ...(await codeOf(image, wheel)),
    })),
  );
  return all.sort((a, b) => (a.package < b.package ? -1 : 1));
};

const uncovered = (code: FoundCode, name: string, gpus: readonly string[]): Finding[] => {
  const without = gpus.filter((gpu) => !covers(code, gpu));
  if (without.length === 0) return [];
  const has = [
    ...(code.sm.length > 0 ? [`machine code for ${code.sm.join(", ")}`] : []),
    ...(code.ptx.length > 0 ? [`PTX for ${code.ptx.join(", ")}`] : []),
  ];
  return [
    finding(
      "gpu-not-covered",
      `${name} has no code for compute capability ${without.join(", ")}: it has ` +
        `${has.length === 0 ? "no GPU code at all" : has.join(" and ")}.`,
    ),
  ];
};

/**
 * Every package that carries GPU code carries some for each GPU that the image's label promises;
 * read from its binaries.
 */
export const coveredGpus: StaticCheck = async (image, expected: Expected) => {
  const all = await packageCode(image, expected.gpuPackages);
  return all.flatMap((code) => uncovered(code, code.package, expected.gpus));
};

/** The base's variables that make the container toolkit hand over a GPU at all. */
export const gpuEnvironment: StaticCheck = (image) => {
  const { env } = image.config;
  const found: Finding[] = [];
  if (["", "none", "void"].includes(env["NVIDIA_VISIBLE_DEVICES"] ?? ""))
    found.push(finding("nvidia-env", "NVIDIA_VISIBLE_DEVICES is unset or hides all GPUs."));
  const capabilities = (env["NVIDIA_DRIVER_CAPABILITIES"] ?? "").split(",");
  if (!capabilities.includes("all")) {
    for (const wanted of ["compute", "utility"])
      if (!capabilities.includes(wanted))
        found.push(finding("nvidia-env", `NVIDIA_DRIVER_CAPABILITIES lacks ${wanted}.`));
  }
  if (/^(?:1|true)$/i.test(env["NVIDIA_DISABLE_REQUIRE"] ?? ""))
    found.push(
      finding(
        "nvidia-env",
        "NVIDIA_DISABLE_REQUIRE is set, so a driver that is too old is not noticed.",
      ),
    );
  if (env["CUDA_VISIBLE_DEVICES"] !== undefined)
    found.push(finding("nvidia-env", "CUDA_VISIBLE_DEVICES is set in the image and hides GPUs."));
  return found;
};
