import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import pLimit from "p-limit";
import { parse, stringify } from "yaml";
import { adviceIn } from "./accepted/reasons.ts";

/**
 * Files of requirements as people have them, each as the set of a cell of CUDA 12.8 and Python
 * 3.12. Where the answer is no, what its hint says is typed, until the cell is accepted or no hint
 * has anything to type.
 *
 * node bench/requirements.ts [--only flash-attention] [--words]
 * --words: prints what was said before each change.
 */
const { values: given } = parseArgs({
  options: { only: { type: "string" }, words: { type: "boolean", default: false } },
});

const MOST_STEPS = 8;
const FOLDER = join(import.meta.dirname, "requirements");
const CLI = join(import.meta.dirname, "..", "src", "cli.ts");

interface Said {
  readonly message: string;
  readonly hint?: string;
  readonly place?: { readonly file?: string; readonly line?: number };
}
interface Printed {
  readonly problems?: readonly Said[];
  readonly cells?: readonly {
    readonly verdict: string;
    readonly reasons?: readonly Said[];
  }[];
}

const plan = (folder: string): Promise<Printed> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [CLI, "plan", "--json"],
      { cwd: folder, maxBuffer: 1 << 28 },
      (error, stdout) => {
        if (stdout === "") reject(error ?? new Error("plan printed nothing"));
        else resolve(JSON.parse(stdout) as Printed);
      },
    );
  });

type Request = Record<string, unknown> & {
  matrix: Record<string, unknown>;
  sets: Record<string, unknown>;
};

/** What stands in the folder. */
interface Written {
  readonly request: Request;
  /** Lines of requirements.txt, from 1. */
  readonly lines: Map<number, string>;
}

const write = (folder: string, { request, lines }: Written): void => {
  writeFileSync(join(folder, "dl-env.yml"), stringify(request));
  const last = Math.max(0, ...lines.keys());
  const text = Array.from({ length: last }, (_, at) => lines.get(at + 1) ?? "").join("\n");
  writeFileSync(join(folder, "requirements.txt"), `${text}\n`);
};

/** Types what a refusal of one line says; whether it had something to type. */
const typeForLine = ({ request, lines }: Written, { hint = "", place }: Said): boolean => {
  const line = place?.line;
  if (line === undefined || place?.file !== "requirements.txt") return false;
  const [, instead] = /^Write it like: (.+)$/m.exec(hint) ?? [];
  if (instead === undefined && !/^(?:Remove|Leave)/.test(hint)) return false;
  if (instead === undefined) lines.delete(line);
  else lines.set(line, instead);
  const [axis] = /matrix: \{ .* \}$/.exec(hint) ?? [];
  const [steps] = /run: \[\{.*\}\]$/.exec(hint) ?? [];
  if (axis !== undefined && instead === undefined)
    Object.assign(request.matrix, (parse(axis, { schema: "failsafe" }) as Request).matrix);
  if (steps !== undefined) addSteps(request, parse(steps) as Record<string, unknown>);
  return true;
};

const addSteps = (request: Request, { run }: Record<string, unknown>): void => {
  request["run"] = [
    ...((request["run"] as unknown[] | undefined) ?? []),
    ...((run as unknown[] | undefined) ?? []),
  ];
};

const nameIn = (line: string): string => /^[A-Za-z0-9._-]+/.exec(line)?.[0]?.toLowerCase() ?? "";

/** The lines of the file that ask for a package. */
const linesOf = ({ lines }: Written, name: string): number[] =>
  [...lines].filter(([, text]) => nameIn(text) === name).map(([line]) => line);

/** Types what a reason says; whether it had something to type. */
const typeForReason = (written: Written, { message, hint = "" }: Said): boolean => {
  const { request, lines } = written;
  const [, meant] = /^Did you mean: (\S+)$/.exec(hint) ?? [];
  if (meant !== undefined) {
    const found = [...lines].find(([, text]) => message.includes(nameIn(text)) && nameIn(text));
    if (found === undefined) return false;
    lines.set(found[0], meant);
    return true;
  }
  const advice = adviceIn(hint);
  if (advice === undefined) return false;
  for (const [name, text] of advice.entries ?? [])
    for (const line of linesOf(written, name))
      if (text === undefined) lines.delete(line);
      else lines.set(line, text);
  const { run, ...rest } = advice.rest;
  Object.assign(request, rest, advice.pins === undefined ? {} : { pins: advice.pins });
  Object.assign(request.sets, advice.sets);
  Object.assign(request.matrix, advice.matrix);
  if (run !== undefined) addSteps(request, { run });
  return true;
};

interface Followed {
  readonly name: string;
  readonly verdict: string;
  readonly steps: number;
  readonly words: readonly string[];
}

const textOf = ({ message, hint = "" }: Said): string =>
  `${message}\n    ${hint.replaceAll("\n", "\n    ")}`;

const follow = async (file: string): Promise<Followed> => {
  const folder = mkdtempSync(join(tmpdir(), "dl-env-requirements-"));
  const text = readFileSync(join(FOLDER, file), "utf8").trimEnd();
  const written: Written = {
    request: {
      to: "oci:./images",
      matrix: { cuda: ["12.8"], ubuntu: ["24.04"], python: ["3.12"], set: ["mine"] },
      sets: { mine: { requirements: "requirements.txt" } },
    },
    lines: new Map(text.split("\n").map((line, at) => [at + 1, line])),
  };
  const words: string[] = [];
  try {
    for (let steps = 0; ; steps += 1) {
      write(folder, written);
      const { problems = [], cells: [cell] = [] } = await plan(folder);
      const verdict = cell?.verdict ?? "refused";
      const said = cell === undefined ? problems : (cell.reasons ?? []);
      const result = { name: basename(file, ".txt"), verdict, steps, words };
      if (verdict === "accepted" || verdict === "unknown") return result;
      words.push(...said.map(textOf));
      const typed = said.filter((one) =>
        cell === undefined ? typeForLine(written, one) : typeForReason(written, one),
      );
      if (typed.length === 0 || steps >= MOST_STEPS) return result;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const files = readdirSync(FOLDER).filter(
  (file) => given.only === undefined || file.startsWith(given.only),
);
const limit = pLimit(2);
const all = await Promise.all(files.map((file) => limit(() => follow(file))));
for (const { name, verdict, steps, words } of all) {
  console.log(`${name.padEnd(22)} ${verdict}${steps === 0 ? "" : ` after ${steps} changes`}`);
  if (given.words) for (const one of words) console.log(`  ${one}`);
}
const accepted = all.filter(({ verdict }) => verdict === "accepted");
const open = all.filter(({ verdict }) => verdict !== "accepted" && verdict !== "unknown");
console.log(
  `${all.length} files: ${accepted.filter(({ steps }) => steps === 0).length} accepted as they are, ${accepted.filter(({ steps }) => steps > 0).length} with what the hints say, ${open.length} without a way out`,
);
process.exitCode = open.length === 0 ? 0 : 1;
