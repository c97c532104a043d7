import { valid, validRange } from "@renovatebot/pep440";
import type { YamlFile } from "../catalog/yaml.ts";
import type { Problem } from "../errors.ts";

/** PEP 503: lower case, runs of `-`, `_` and `.` are one hyphen. */
export const normalName = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, "-");

/** `2.6.0` means `==2.6.0`; anything else stands as it is, without spaces. */
export const pinOf = (value: string): string => {
  const plain = value.replaceAll(/\s+/g, "");
  return valid(plain) === null ? plain : `==${plain}`;
};

/** Pins whose name or range no resolver would understand. */
export const checkPins = (pins: Readonly<Record<string, string>>, yaml: YamlFile): Problem[] => {
  const seen = new Set<string>();
  return Object.entries(pins).flatMap(([name, value]): Problem[] => {
    const place = yaml.keyPlace(["pins", name]);
    const normal = normalName(name);
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(normal)) return [{ code: "wrong-value", message: `\`${name}\` is no package name.`, place, hint: "Write a name and a range, such as torch: ==2.6.0" }];
    if (seen.has(normal)) return [{ code: "wrong-value", message: `\`pins\` names ${normal} twice.`, place, hint: `Keep one line for ${normal}.` }];
    seen.add(normal);
    if (validRange(pinOf(value))) return [];
    return [{ code: "wrong-value", message: `\`pins.${name}\` must be a version or a range of PEP 440; found \`${value}\`.`, place: yaml.place(["pins", name]), hint: `Write for example ${name}: ">=2.6,<2.7"` }];
  });
};

/** `host[:port]/path` or `path` of Docker Hub, without tag or digest. */
const REPOSITORY = /^([a-z0-9]+([.-][a-z0-9]+)*(:\d+)?\/)?[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*$/;

const destinationProblem = (name: string): { message: string; hint: string } | undefined => {
  if (name.startsWith("oci:")) {
    return name.length > "oci:".length ? undefined : { message: "names no folder after `oci:`", hint: "Write for example to: oci:./images" };
  }
  if (REPOSITORY.test(name)) return undefined;
  const last = name.slice(name.lastIndexOf("/") + 1);
  if (/[:@]/.test(last)) return { message: "must not hold a tag or a digest; tags are derived from the cells", hint: `Write ${name.replace(/[:@][^/]*$/, "")}` };
  if (name !== name.toLowerCase()) return { message: "must be in lower case", hint: `Write ${name.toLowerCase()}` };
  return { message: "is neither oci:DIR nor a registry's repository", hint: "Write for example oci:./images or docker.io/you/dl-env" };
};

/** `to` and `store` that name nothing that could be written. */
export const checkDestinations = (request: { readonly to: string; readonly store?: string | undefined }, yaml: YamlFile): Problem[] =>
  (["to", "store"] as const).flatMap((key) => {
    const name = request[key];
    const problem = name === undefined ? undefined : destinationProblem(name);
    return problem === undefined ? [] : [{ code: "wrong-destination", message: `\`${key}\` ${problem.message}; found \`${name}\`.`, place: yaml.place([key]), hint: problem.hint }];
  });
