import { valid, validRange } from "@renovatebot/pep440";
import type { YamlFile } from "../catalog/yaml.ts";
import type { Place, RequestProblem } from "../errors/error.ts";

/** PEP 503: lower case, runs of `-`, `_` and `.` are one hyphen. */
export const normalName = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, "-");

/** `2.6.0` means `==2.6.0`; anything else stands as it is, without spaces. */
export const pinOf = (value: string): string => {
  const plain = value.replaceAll(/\s+/g, "");
  return valid(plain) === null ? plain : `==${plain}`;
};

/** Pins whose name or range no resolver would understand. */
export const checkPins = (
  pins: Readonly<Record<string, string>>,
  yaml: YamlFile,
): RequestProblem[] => {
  const seen = new Set<string>();
  return Object.entries(pins).flatMap(([name, value]): RequestProblem[] => {
    const place = yaml.keyPlace(["pins", name]);
    const normal = normalName(name);
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(normal))
      return [
        {
          code: "wrong-value",
          message: `\`${name}\` is no package name.`,
          place,
          hint: "Write a name and a range, such as torch: ==2.6.0",
        },
      ];
    if (seen.has(normal))
      return [
        {
          code: "wrong-value",
          message: `\`pins\` names ${normal} twice.`,
          place,
          hint: `Keep one line for ${normal}.`,
        },
      ];
    seen.add(normal);
    if (validRange(pinOf(value))) return [];
    return [
      {
        code: "wrong-value",
        message: `\`pins.${name}\` must be a version or a range of PEP 440; found \`${value}\`.`,
        place: yaml.place(["pins", name]),
        hint: `Write for example ${name}: ">=2.6,<2.7"`,
      },
    ];
  });
};

/** `host[:port]/path` or `path` of Docker Hub, without tag or digest. */
const REPOSITORY =
  /^(([a-z0-9]+([.-][a-z0-9]+)*|\[[0-9a-f:]+\])(:\d+)?\/)?[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*$/;

/** A name without a slash: Docker Hub has such repositories for its own images only, so a folder or a whole name was meant. */
const single = (name: string): { message: string; hint: string } => {
  if (name === "oci") return { message: "names no folder", hint: "Did you mean: oci:./images" };
  if (/[.:]/.test(name) || name === "localhost")
    return {
      message: "names a registry without a repository",
      hint: `Write for example ${name}/you/images`,
    };
  return {
    message: "is neither oci:DIR nor a repository with its owner",
    hint: `Did you mean the folder oci:${name}, or the repository docker.io/you/${name}? Write one of: oci:${name} docker.io/you/${name}`,
  };
};

const destinationProblem = (name: string): { message: string; hint: string } | undefined => {
  if (name.startsWith("oci:")) {
    if (name.startsWith("oci:~"))
      return {
        message: "begins with `~`, which only shells know, and not here",
        hint: `Write the folder out, for example oci:./${name.slice("oci:~".length).replace(/^[^/]*\/*/, "") || "images"}`,
      };
    if (name.trim() === "oci:")
      return { message: "names no folder after `oci:`", hint: "Write for example oci:./images" };
    return undefined;
  }
  if (/^[a-z0-9.:_-]+$/.test(name) && !/:[^\d]/.test(name)) return single(name);
  if (REPOSITORY.test(name)) return undefined;
  if (
    name.startsWith("./") ||
    name.startsWith("/") ||
    name.startsWith("../") ||
    name.startsWith("~")
  )
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
