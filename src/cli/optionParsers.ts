import { InvalidArgumentError } from "commander";

/** `a,b` and repeated options, as one list; empty parts stay, so that they can be refused. */
export const list = (value: string, before: readonly string[] = []): string[] => [
  ...before,
  ...value.split(",").map((part) => part.trim()),
];

/** Repeated options, each as it stands. */
export const collect = (value: string, before: readonly string[] = []): string[] => [
  ...before,
  value,
];

/** A whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most: number) =>
  (value: string): number => {
    if (/^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most)
      return Number(value);
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
