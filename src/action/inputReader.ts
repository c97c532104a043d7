import type { RequestProblem } from "../errors/error.ts";
import { closestOf } from "../text/closest.ts";

/** Reads one input by its name in action.yml; empty when it was not given. */
export type GetInput = (name: string) => string;

/** Decodes inputs one by one, and collects every mistake. */
export class InputReader {
  readonly problems: RequestProblem[] = [];
  readonly #get: GetInput;

  constructor(get: GetInput) {
    this.#get = get;
  }

  text(name: string): string | undefined {
    const value = this.#get(name).trim();
    return value === "" ? undefined : value;
  }

  wrong(name: string, message: string, example: string): void {
    this.problems.push({
      code: "bad-input",
      message,
      hint: `Write it under \`with:\` as \`${name}: ${example}\``,
    });
  }

  oneOf<T extends string>(name: string, choices: readonly [T, ...T[]]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const near = closestOf(value, choices) ?? choices[0];
    this.wrong(
      name,
      `The input ${name} is ${JSON.stringify(value)}, but must be one of ${choices.join(", ")}.`,
      near,
    );
    return undefined;
  }

  /** Only the two words of YAML 1.2: `yes`, `1` and `True` are refused rather than guessed at. */
  boolean(name: string): boolean {
    const value = this.text(name);
    if (value === "true") return true;
    if (value !== undefined && value !== "false")
      this.wrong(
        name,
        `The input ${name} is ${JSON.stringify(value)}, but must be true or false.`,
        "true",
      );
    return false;
  }

  /** A whole number in plain digits between `least` and `most`. */
  number(name: string, least: number, most: number): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const number = /^(?:0|[1-9]\d{0,8})$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.wrong(
      name,
      `The input ${name} is ${JSON.stringify(value)}, but must be a whole number ` +
        `from ${least} to ${most}.`,
      String(least),
    );
    return undefined;
  }

  lines(name: string): string[] {
    return (this.text(name) ?? "")
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
  }
}
