import type { Cell } from "./cell.ts";
import { matches } from "./cellPattern.ts";
import { NOTHING_ADDED, type Customization } from "./customization.ts";
import type { Request } from "./request.ts";

const together = (first: readonly string[], second: readonly string[]): readonly string[] =>
  second.length === 0 ? first : [...new Set([...first, ...second])];

/** `ffmpeg` of `ffmpeg=7:6.1`. */
const nameOf = (asked: string): string => asked.split("=", 1)[0] ?? asked;

/** Of one package that is named twice the second counts, with its version or without. */
const aptTogether = (first: readonly string[], second: readonly string[]): readonly string[] =>
  second.length === 0
    ? first
    : [...new Map([...first, ...second].map((asked) => [nameOf(asked), asked])).values()];

/** The second on top of the first: where there can be one of something, the second counts. */
const merged = (first: Customization, second: Customization): Customization => ({
  ...first,
  ...second,
  env: { ...first.env, ...second.env },
  labels: { ...first.labels, ...second.labels },
  ports: together(first.ports, second.ports),
  apt: aptTogether(first.apt, second.apt),
  files: [...first.files, ...second.files],
  run: [...first.run, ...second.run],
  ...(first.user === undefined ? {} : { user: { ...first.user, ...second.user } }),
  index: [
    ...first.index,
    ...second.index.filter(({ name }) => !first.index.some((one) => one.name === name)),
  ],
});

/**
 * What is added to the image of each cell: what is for all, then what entries of `include` say of
 * it, in their order. Cells that are treated alike share one value.
 */
export const customizer = ({
  customization,
}: Pick<Request, "customization">): ((cell: Cell) => Customization) => {
  if (customization === undefined) return () => NOTHING_ADDED;
  const { all } = customization;
  const cells = [...(customization.sets ?? []), ...customization.cells];
  const made = new Map<string, Customization>();
  return (cell) => {
    const applying = cells.filter(({ pattern }) => matches(cell, pattern));
    if (applying.length === 0) return all;
    const key = applying.map((one) => cells.indexOf(one)).join(" ");
    const found =
      made.get(key) ?? applying.reduce((sum, one) => merged(sum, one.customization), all);
    made.set(key, found);
    return found;
  };
};
