import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import type { Lock } from "../../src/resolve/lock.ts";
import { ruleFor } from "../../src/smoke/textRules.ts";
import { run, type PlainUv } from "./plain.ts";

export interface Accepted {
  readonly cell: Cell;
  readonly lock: Lock;
}

export type Installed =
  | { readonly kind: "skipped"; readonly why: string }
  | { readonly kind: "failed"; readonly why: string }
  | {
      readonly kind: "installed";
      readonly packages: number;
      readonly imported: readonly string[];
      readonly noDriver: readonly string[];
      readonly broken: readonly { readonly name: string; readonly text: string }[];
    };

/** Interpreters of this machine by x.y: on PATH, and those that pyenv keeps. */
export const interpreters = async (): Promise<ReadonlyMap<string, string>> => {
  const kept = `${homedir()}/.pyenv/versions`;
  const versions = ((): string[] => {
    try {
      return readdirSync(kept);
    } catch {
      return [];
    }
  })();
  const candidates = [
    ...versions.map((version) => `${kept}/${version}/bin/python3`),
    ...[10, 11, 12, 13, 14].map((minor) => `python3.${minor}`),
    "python3",
  ];
  const found = new Map<string, string>();
  for (const candidate of candidates) {
    const said = await run(
      [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
      process.env,
    ).catch(() => undefined);
    if (said?.code === 0 && !found.has(said.stdout.trim()))
      found.set(said.stdout.trim(), candidate);
  }
  return found;
};

/** Bytes to fetch for a lock beside those wheels that are counted already. */
const further = (lock: Lock, counted: ReadonlySet<string>): number =>
  lock.wheels.reduce((sum, { sha256, download }) => sum + (counted.has(sha256) ? 0 : download), 0);

/**
 * Cells to install, the cheapest next one first, with different libraries before the same again,
 * within so many bytes to fetch.
 */
export const chosen = (
  accepted: readonly Accepted[],
  count: number,
  budget: number,
): Accepted[] => {
  const left = [...new Map(accepted.map((one) => [one.lock.key, one])).values()];
  const counted = new Set<string>();
  const seen = new Map<string, number>();
  const picked: Accepted[] = [];
  let spent = 0;
  while (picked.length < count && left.length > 0) {
    const price = ({ cell, lock }: Accepted): number =>
      further(lock, counted) +
      cell.libraries.reduce((sum, name) => sum + (seen.get(name) ?? 0), 0) * 40_000_000;
    left.sort((a, b) => price(a) - price(b));
    const at = left.findIndex(({ lock }) => spent + further(lock, counted) <= budget);
    const [next] = at === -1 ? [] : left.splice(at, 1);
    if (next === undefined) break;
    spent += further(next.lock, counted);
    for (const { sha256 } of next.lock.wheels) counted.add(sha256);
    for (const name of next.cell.libraries) seen.set(name, (seen.get(name) ?? 0) + 1);
    picked.push(next);
  }
  return picked;
};

const importOne = async (
  python: string,
  name: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> => {
  const { code, stderr } = await run([python, "-I", "-c", `import ${name}`], env, 180_000);
  return code === 0 ? undefined : stderr.trim();
};

/**
 * Installs a lock with its dependencies checked into a throwaway environment, and imports every
 * library of the cell.
 */
export const install = async (
  { uv, env, work }: PlainUv,
  { cell, lock }: Accepted,
  catalog: Catalog,
  pythons: ReadonlyMap<string, string>,
): Promise<Installed> => {
  const interpreter = pythons.get(cell.python);
  if (interpreter === undefined) return { kind: "skipped", why: "no interpreter" };
  const venv = `${work}/venv`;
  rmSync(venv, { recursive: true, force: true });
  try {
    const made = await run(
      [uv, "venv", "--quiet", "--no-project", "--python", interpreter, venv],
      env,
    );
    if (made.code !== 0) return { kind: "failed", why: made.stderr };
    const file = `${work}/pins.txt`;
    writeFileSync(file, lock.wheels.map(({ name, version }) => `${name}==${version}`).join("\n"));
    const args = [
      "pip",
      "install",
      "--quiet",
      "--python",
      `${venv}/bin/python`,
      "--only-binary",
      ":all:",
      "--link-mode",
      "hardlink",
      "-r",
      file,
    ];
    const done = await run([uv, ...args], env);
    if (done.code !== 0) return { kind: "failed", why: done.stderr };
    const checked = await run([uv, "pip", "check", "--python", `${venv}/bin/python`], env);
    if (checked.code !== 0) return { kind: "failed", why: checked.stderr };
    const [imported, noDriver, broken]: [string[], string[], { name: string; text: string }[]] = [
      [],
      [],
      [],
    ];
    for (const name of cell.libraries.flatMap(
      (library) => catalog.libraries.get(library)?.imports ?? [],
    )) {
      const text = await importOne(`${venv}/bin/python`, name, env);
      if (text === undefined) imported.push(name);
      else if (ruleFor(text)?.kind === "no-driver" || ruleFor(text)?.kind === "old-driver")
        noDriver.push(name);
      else broken.push({ name, text });
    }
    return { kind: "installed", packages: lock.wheels.length, imported, noDriver, broken };
  } finally {
    rmSync(venv, { recursive: true, force: true });
  }
};
