import type { ElfFile } from "../elf.ts";
import { loaderFolders } from "./loaderChecks.ts";
import { finding, matching, normalised, resolved } from "../imageView.ts";
import type { Expected, Finding, ImageView, StaticCheck, ViewEntry } from "../imageView.ts";

/** The driver's, mounted when a container with a GPU starts. */
const FROM_DRIVER =
  /^lib(?:cuda|nvidia-ml|nvcuvid|nvidia-encode|nvoptix|cudadebugger|nvidia-[\w-]+)\.so/;
const SYSTEM_FOLDERS = [
  "/lib",
  "/usr/lib",
  "/lib64",
  "/usr/lib64",
  "/lib/x86_64-linux-gnu",
  "/usr/lib/x86_64-linux-gnu",
  "/usr/local/lib",
];
/**
 * Parts of wheels that are loaded only where something else is installed: network transports,
 * thread pools, interfaces of other programs.
 */
const OPTIONAL =
  /\/(?:cutensor|nvshmem_(?:transport|bootstrap)_[\w-]+|libnvshmem_(?:transport|bootstrap)\w*|libcufile_rdma|libmlx5|numba\/np\/ufunc\/(?:tbb|omp)pool|libcheckpoint|libpcsamplingutil|libnvperf\w*|libucx\w*|libuct_\w+|libucm_\w+|libucs_\w+|_tkinter)[\w.-]*\.so|\/ucx\/|\/(?:tests?|test_data)\//;

/** Libraries that a package opens by name and no ELF header tells of. Found by moving them away. */
const OPENED: Readonly<Record<string, readonly RegExp[]>> = {
  cupy: [
    /^libcublas\.so\.\d+$/,
    /^libcublasLt\.so\.\d+$/,
    /^libcufft\.so\.\d+$/,
    /^libcurand\.so\.\d+$/,
    /^libcusolver\.so\.\d+$/,
    /^libcusparse\.so\.\d+$/,
    /^libnvrtc\.so\.\d+$/,
  ],
  xgboost: [/^libxgboost\.so$/, /^libnccl\.so\.2$/],
  cudf: [/^libcudf\.so$/, /^libnvJitLink\.so\.\d+$/, /^libnvrtc\.so\.\d+$/],
};

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));

interface Search {
  readonly image: ImageView;
  /** Folders that the loader looks in for everyone. */
  readonly folders: readonly string[];
  /** File name -> paths, of everything that looks like a shared library. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

const searchOf = async (image: ImageView): Promise<Search> => {
  const byName = new Map<string, string[]>();
  for (const entry of matching(image, /\.so(?:\.[\w.]+)?$/)) {
    if (entry.kind === "directory") continue;
    const name = baseName(entry.path);
    byName.set(name, [...(byName.get(name) ?? []), entry.path]);
  }
  const variable = (image.config.env["LD_LIBRARY_PATH"] ?? "")
    .split(":")
    .filter((part) => part.startsWith("/"));
  const configured = (await loaderFolders(image)).map((one) => one.folder);
  return { image, folders: [...variable, ...configured, ...SYSTEM_FOLDERS], byName };
};

/**
 * Where a needed library is: by the runpath of who needs it, in the loader's folders, or anywhere
 * among the wheels, because PyTorch, RAPIDS and CuPy open their CUDA wheels by full path before the
 * loader asks for them.
 */
const locate = (
  search: Search,
  needed: string,
  from: { path: string; elf: ElfFile },
): string | undefined => {
  const origin = folderOf(from.path);
  const own = from.elf.runpath.map((part) => normalised(part.replace(/\$\{?ORIGIN\}?/g, origin)));
  for (const folder of [...own, ...search.folders]) {
    const real = resolved(search.image, `${folder}/${needed}`);
    if (real !== undefined && search.image.entries.get(real)?.kind === "file") return real;
  }
  return search.byName.get(needed)?.find((path) => /\/site-packages\//.test(path));
};

interface Followed {
  /** Name of a library -> who needs it. */
  readonly missing: Map<string, string[]>;
  readonly damaged: string[];
}

/** Follows what the given libraries need until nothing new turns up. */
const follow = async (search: Search, roots: readonly string[]): Promise<Followed> => {
  const seen = new Set(roots);
  const queue = [...roots];
  const found: Followed = { missing: new Map(), damaged: [] };
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const elf = await search.image.elf(path);
    if (elf === undefined) found.damaged.push(path);
    for (const needed of elf?.needed ?? []) {
      if (elf === undefined || FROM_DRIVER.test(needed)) continue;
      const at = locate(search, needed, { path, elf });
      if (at === undefined) found.missing.set(needed, [...(found.missing.get(needed) ?? []), path]);
      else if (!seen.has(at)) {
        seen.add(at);
        queue.push(at);
      }
    }
  }
  return found;
};

/** Whether a name is one of these, in which `*` stands for any characters. */
const isOneOf = (name: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(name);
  });

const whereFrom = (name: string, { aptOfLibrary = {} }: Expected): string => {
  const apt = aptOfLibrary[name];
  return apt === undefined ? "" : ` The apt package ${apt} has it.`;
};

const libraryFindings = ({ missing, damaged }: Followed, expected: Expected): Finding[] => [
  ...damaged.map((path) =>
    finding("damaged-library", "The shared library is truncated or damaged.", path),
  ),
  ...[...missing]
    .filter(([name]) => !isOneOf(name, expected.mayLack))
    .map(([name, by]) =>
      finding(
        "missing-library",
        `${name} is not in the image; ` +
          `${by.length === 1 ? "one file needs" : `${by.length} files need`} it.${whereFrom(name, expected)}`,
        by[0],
      ),
    ),
];

const isRoot = (entry: ViewEntry, imports: readonly string[]): boolean => {
  const inside = /\/site-packages\/([^/]+)/.exec(entry.path)?.[1] ?? "";
  const name = inside.split(".")[0] ?? "";
  return (
    entry.kind === "file" &&
    imports.some((one) => one.split(".")[0] === name) &&
    !OPTIONAL.test(entry.path)
  );
};

/**
 * Every library that an import of the cell's packages would load is there and whole, and so is what
 * CuPy and the like open by name.
 */
export const sharedLibraries: StaticCheck = async (image, expected) => {
  const search = await searchOf(image);
  // `nvidia` is a namespace of many wheels; only what is reached from the libraries counts there.
  const imports = expected.imports.filter((name) => name !== "nvidia");
  const roots = matching(
    image,
    /^\/opt\/venv\/lib\/python3[^/]*\/site-packages\/.*\.so(?:\.[\w.]+)?$/,
  ).filter((entry) => isRoot(entry, imports));
  const opened = Object.entries(OPENED)
    .filter(([name]) => expected.imports.includes(name))
    .flatMap(([name, patterns]) =>
      patterns
        .filter((pattern) => ![...search.byName.keys()].some((file) => pattern.test(file)))
        .map((pattern) =>
          finding(
            "missing-library",
            `${name} opens a library ${pattern.source} that is not in the image.`,
          ),
        ),
    );
  return [
    ...libraryFindings(
      await follow(
        search,
        roots.map((entry) => entry.path),
      ),
      expected,
    ),
    ...opened,
  ];
};
