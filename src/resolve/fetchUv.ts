import { unreachable } from "../errors/error.ts";
import type { UvTool } from "../catalog/facts.ts";
import type { System } from "../system/ports.ts";
import type { ToolCache } from "../system/toolCache.ts";
import { checkWheel, isProgramOf, unpackProgram, type UvWheel } from "./uvWheel.ts";

export const noUv = (tool: UvTool, why: string, cause?: unknown): Error =>
  unreachable(
    {
      code: "no-uv",
      message: `uv ${tool.version} is not on this machine and could not be installed: ${why}.`,
      hint: `Install it, then run this again: python3 -m pip install uv==${tool.version}`,
    },
    { cause },
  );

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

/**
 * Downloads the wheel into a private folder: pip knows the machine's index, its proxies and its
 * certificates.
 */
const downloaded = async (sys: System, tool: UvTool, work: string): Promise<UvWheel> => {
  const python = (await sys.processes.find("python3")) ?? (await sys.processes.find("python"));
  if (python === undefined) throw noUv(tool, "there is no python3 to fetch it with");
  const wanted = `${work}/uv.txt`;
  await sys.files.write(wanted, `uv==${tool.version} --hash=sha256:${tool.wheelSha256}\n`);
  const { code, stderr, stdout } = await sys.processes.run([python, ...pipDownload(wanted, work)], {
    cwd: work,
    env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_INPUT: "1" },
  });
  if (code !== 0)
    throw noUv(
      tool,
      `pip download failed (${lastLine(stderr) || lastLine(stdout) || `exit code ${code}`})`,
      new Error(stderr),
    );
  const wheel = checkWheel(tool, await sys.files.readBytes(`${work}/${tool.wheelFile}`));
  if ("why" in wheel) throw noUv(tool, wheel.why);
  return wheel;
};

/**
 * Fetches uv by pip and puts it into the tool cache, with the wheel that it is out of; returns the
 * program's path.
 */
export const fetchUv = async (sys: System, tool: UvTool, tools: ToolCache): Promise<string> => {
  const work = await sys.files.makeTemp("dl-env-uv-");
  try {
    const wheel = await downloaded(sys, tool, work);
    await sys.files.write(`${work}/kept/${tool.wheelFile}`, wheel.bytes);
    await unpackProgram(sys.files, { tool, wheel }, `${work}/kept/uv`);
    return `${await tools.keep(`${work}/kept`, "uv", tool.version)}/uv`;
  } finally {
    await sys.files.remove(work);
  }
};

/**
 * The program in the tool cache, or undefined. Other jobs write there too, so the wheel beside it
 * must be the catalog's, and the program the wheel's.
 */
export const keptUv = async (
  sys: System,
  tool: UvTool,
  tools: ToolCache,
): Promise<string | undefined> => {
  const folder = await tools.find("uv", tool.version);
  if (folder === undefined) return undefined;
  const wheel = checkWheel(tool, await sys.files.readBytes(`${folder}/${tool.wheelFile}`));
  if (!("why" in wheel) && (await isProgramOf(sys.files, wheel, `${folder}/uv`)))
    return `${folder}/uv`;
  sys.log.warn(
    `${folder}/uv is not used: ${"why" in wheel ? wheel.why : "it is not the program of its wheel"}.`,
  );
  return undefined;
};
