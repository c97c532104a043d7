import type { YamlFile } from "../catalog/yaml.ts";
import type { Place, RequestProblem } from "../errors/error.ts";

/** `host[:port]/path` or `path` of Docker Hub, without tag or digest. */
const REPOSITORY =
  /^(([a-z0-9]+([.-][a-z0-9]+)*|\[[0-9a-f:]+\])(:\d+)?\/)?[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*$/;

interface Wrong {
  /** Follows the name of the key. */
  readonly message: string;
  readonly hint: string;
}

/**
 * A name without a slash: Docker Hub has such repositories for its own images only, so a folder or
 * a whole name was meant.
 */
const nameWithoutSlash = (name: string): Wrong => {
  if (name === "oci") return { message: "names no folder", hint: "Did you mean: oci:./images" };
  if (/[.:]/.test(name) || name === "localhost")
    return {
      message: "names a registry without a repository",
      hint: `Write for example ${name}/you/images`,
    };
  return {
    message: "is neither oci:DIR nor a repository with its owner",
    hint:
      `Did you mean the folder oci:${name}, or the repository docker.io/you/${name}? ` +
      `Write one of: oci:${name} docker.io/you/${name}`,
  };
};

const layoutProblem = (name: string): Wrong | undefined => {
  if (name.startsWith("oci:~"))
    return {
      message: "begins with `~`, which only a shell expands",
      hint:
        "Write the folder out, for example " +
        `oci:./${name.slice("oci:~".length).replace(/^[^/]*\/*/, "") || "images"}`,
    };
  if (name.trim() === "oci:")
    return { message: "names no folder after `oci:`", hint: "Write for example oci:./images" };
  return undefined;
};

const isPath = (name: string): boolean => /^(?:\.{0,2}\/|~)/.test(name);

const destinationProblem = (name: string): Wrong | undefined => {
  if (name.startsWith("oci:")) return layoutProblem(name);
  if (/^[a-z0-9.:_-]+$/.test(name) && !/:[^\d]/.test(name)) return nameWithoutSlash(name);
  if (REPOSITORY.test(name)) return undefined;
  if (isPath(name))
    return {
      message: "is a path; a folder is written with `oci:` before it",
      hint: `Did you mean: oci:${name}`,
    };
  if (/^[a-z]+:\/\//i.test(name))
    return {
      message: "must not have a scheme",
      hint: `Write ${name.replace(/^[a-z]+:\/\//i, "")}`,
    };
  const last = name.slice(name.lastIndexOf("/") + 1);
  if (/[:@]/.test(last))
    return {
      message: "must not hold a tag or a digest; tags are derived from the cells",
      hint: `Write ${name.replace(/[:@][^/]*$/, "")}`,
    };
  if (name !== name.toLowerCase())
    return { message: "must be in lower case", hint: `Write ${name.toLowerCase()}` };
  return {
    message: "is neither oci:DIR nor a registry's repository",
    hint: "Write for example oci:./images or docker.io/you/dl-env",
  };
};

/** What is wrong with one destination, with which the message begins; empty when nothing is. */
export const checkDestination = (subject: string, name: string, place: Place): RequestProblem[] => {
  const problem = destinationProblem(name);
  return problem === undefined
    ? []
    : [
        {
          code: "wrong-destination",
          message: `${subject} ${problem.message}; found \`${name}\`.`,
          place,
          hint: problem.hint,
        },
      ];
};

/** `to` and `store` that name nothing that could be written. */
export const checkDestinations = (
  request: { readonly to: string; readonly store?: string | undefined },
  yaml: YamlFile,
): RequestProblem[] =>
  (["to", "store"] as const).flatMap((key) => {
    const name = request[key];
    return name === undefined ? [] : checkDestination(`\`${key}\``, name, yaml.place([key]));
  });
