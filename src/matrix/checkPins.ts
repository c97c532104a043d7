import { valid, validRange } from "@renovatebot/pep440";
import type { YamlFile } from "../catalog/yaml.ts";
import type { RequestProblem } from "../errors/error.ts";

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
          message: `\`${name}\` is not a package name.`,
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
