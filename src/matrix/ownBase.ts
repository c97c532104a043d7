import { NVIDIA_CUDA } from "../catalog/cuda.ts";
import type { Catalog } from "../catalog/facts.ts";
import type { YamlFile } from "../catalog/yaml.ts";
import { DlEnvError, type RequestProblem } from "../errors/error.ts";
import { parseReference, repositoryName } from "../registry/reference.ts";

const EXAMPLE = "base: registry.example/mirror/cuda";

type Wrong = readonly [message: string, hint: string];

const wrongName = (written: string): Wrong | undefined => {
  if (written.startsWith("oci:"))
    return [
      "`base` is a repository of a registry, and no folder.",
      `Write for example: ${EXAMPLE}`,
    ];
  if (/^[a-z]+:\/\//i.test(written))
    return [
      "`base` must not have a scheme.",
      `Write: base: ${written.replace(/^[a-z]+:\/\//i, "")}`,
    ];
  if (/[:@]/.test(written.slice(written.lastIndexOf("/") + 1)) && written.includes("/"))
    return [
      `\`base\` is a repository without tag or digest: the cells say which tags; found \`${written}\`.`,
      `Write: base: ${written.replace(/@.*$/, "").replace(/:[^/]*$/, "")}`,
    ];
  if (!written.includes("/") || written.startsWith("localhost/"))
    return [
      `\`base\` is a repository with its registry, or with its owner on Docker Hub; found ` +
        `\`${written}\`.`,
      `Write for example: ${EXAMPLE}`,
    ];
  try {
    parseReference(written);
    return undefined;
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return [error.message, `Write for example: ${EXAMPLE}`];
  }
};

/** `docker.io/team/cuda` of `team/cuda`; what names no repository stays as it is. */
export const baseName = (written: string): string => {
  const reference = wrongName(written) === undefined ? parseReference(written) : undefined;
  return reference?.kind === "registry" ? repositoryName(reference) : written;
};

/** What `base` is of all cells, and in entries of `include` of some. */
interface Bases {
  readonly base?: string | undefined;
  readonly include: readonly { readonly base?: string | undefined }[];
}

/** Why no images can stand on what `base` names, at the top or in an entry of `include`. */
export const checkBase = ({ base, include }: Bases, yaml: YamlFile): RequestProblem[] => {
  const named = [
    { base, path: ["base"] },
    ...include.map((entry, at) => ({ base: entry.base, path: ["include", at, "base"] })),
  ];
  return named.flatMap(({ base: written, path }): RequestProblem[] => {
    const wrong = written === undefined ? undefined : wrongName(written);
    if (wrong === undefined) return [];
    const [message, hint] = wrong;
    return [{ code: "wrong-value", message, hint, place: yaml.place(path) }];
  });
};

/**
 * The catalog with another repository for NVIDIA's images: which of them are there, its own list
 * says. Stand-ins and releases of one's own stay where they are.
 */
export const withBase = <T extends Pick<Catalog, "cuda">>(
  catalog: T,
  base: string | undefined,
): T & Pick<Catalog, "base"> =>
  base === undefined
    ? catalog
    : {
        ...catalog,
        base,
        cuda: catalog.cuda.map((release) =>
          release.repository === NVIDIA_CUDA
            ? { ...release, repository: base, digests: {} }
            : release,
        ),
      };
