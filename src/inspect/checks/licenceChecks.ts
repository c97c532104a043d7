import * as z from "zod";
import { readJson } from "../../registry/digest.ts";
import { LICENCE_LIST } from "../../image/imagePaths.ts";
import { finding, textOf } from "../imageView.ts";
import type { Finding, StaticCheck } from "../imageView.ts";

const List = z.array(
  z.object({ name: z.string(), version: z.string(), licence: z.string().min(1) }),
);

const names = (wheels: readonly string[]): string =>
  wheels.length <= 3
    ? wheels.join(", ")
    : `${wheels.slice(0, 3).join(", ")} and ${wheels.length - 3} more`;

/** The image says of each of its wheels under which licence it came. */
export const licences: StaticCheck = async (image): Promise<Finding[]> => {
  const text = await textOf(image, LICENCE_LIST);
  const list = text === undefined ? undefined : List.safeParse(readJson(text)).data;
  if (list === undefined)
    return [
      finding(
        "licence-list",
        "There is no list of the wheels with version and licence.",
        LICENCE_LIST,
      ),
    ];
  const listed = new Set(list.map(({ name, version }) => `${name} ${version}`));
  const missing = (await image.wheels())
    .map(({ name, version }) => `${name} ${version}`)
    .filter((wheel) => !listed.has(wheel));
  return missing.length === 0
    ? []
    : [finding("licence-list", `The list of wheels lacks ${names(missing)}.`, LICENCE_LIST)];
};
