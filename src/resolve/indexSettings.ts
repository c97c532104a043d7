import { isAbsolute } from "node:path";
import { parse } from "smol-toml";
import { absolutePath } from "../system/absolutePath.ts";
import type { System } from "../system/ports.ts";

/** Where the default index was named. `builtin`: nowhere, uv's own default is asked. */
export type DefaultIndex =
  /**
   * `address` may carry a name (`name=https://…`) and credentials: never printed, never in argv.
   */
  | { readonly from: "uv" | "pip"; readonly address: string }
  | { readonly from: "uv.toml"; readonly file: string }
  | { readonly from: "builtin" };

type World = Pick<System, "env" | "files">;

const configFolders = (sys: World): readonly string[] => [
  absolutePath(sys.env, "XDG_CONFIG_HOME") ?? `${sys.env.home}/.config`,
  ...(sys.env.get("XDG_CONFIG_DIRS") || "/etc/xdg").split(":").filter((path) => isAbsolute(path)),
  "/etc",
];

const hasIndex = (text: string): boolean => {
  try {
    const settings = parse(text);
    const pip = settings["pip"];
    const nested =
      typeof pip === "object" &&
      pip !== null &&
      !Array.isArray(pip) &&
      ("index-url" in pip || "index" in pip);
    return nested || "index" in settings || "index-url" in settings;
  } catch {
    return true; // uv will say what is wrong with it
  }
};

/** Files with settings of uv that the user or the machine's owner wrote, strongest first. */
export const uvConfigFiles = async (
  sys: World,
): Promise<readonly { readonly file: string; readonly hasIndex: boolean }[]> => {
  const configFile = absolutePath(sys.env, "UV_CONFIG_FILE");
  const candidates =
    configFile === undefined
      ? configFolders(sys).map((folder) => `${folder}/uv/uv.toml`)
      : [configFile];
  const found: { file: string; hasIndex: boolean }[] = [];
  if (sys.env.get("UV_NO_CONFIG") !== undefined && configFile === undefined) return found;
  for (const file of candidates) {
    const text = await sys.files.readText(file);
    if (text !== undefined) found.push({ file, hasIndex: hasIndex(text) });
  }
  return found;
};

/**
 * `index-url` of pip's files, the strongest that names one; pip's sections other than [global] and
 * [download] are for other commands.
 */
const fromPipFile = (text: string): string | undefined => {
  let section = "";
  for (const line of text.split("\n")) {
    const head = /^\s*\[(.+)\]\s*$/.exec(line);
    if (head?.[1] !== undefined) section = head[1].trim();
    const value = /^\s*index[-_]url\s*[=:]\s*(\S+)\s*$/.exec(line)?.[1];
    if (value !== undefined && (section === "global" || section === "download")) return value;
  }
  return undefined;
};

const fromPip = async (sys: World): Promise<string | undefined> => {
  const variable = sys.env.get("PIP_INDEX_URL");
  if (variable) return variable;
  const configFile = absolutePath(sys.env, "PIP_CONFIG_FILE");
  const [user, ...machine] = configFolders(sys);
  const files = [
    ...(configFile === undefined ? [] : [configFile]),
    `${user}/pip/pip.conf`,
    `${sys.env.home}/.pip/pip.conf`,
    ...machine.map((folder) => `${folder}/pip/pip.conf`),
    "/etc/pip.conf",
  ];
  for (const file of files) {
    const address = fromPipFile((await sys.files.readText(file)) ?? "");
    if (address !== undefined) return address;
  }
  return undefined;
};

/**
 * The package index that this machine's owner wants asked: uv's own settings first, then pip's,
 * then uv's default.
 */
export const defaultIndex = async (sys: World): Promise<DefaultIndex> => {
  const variable = sys.env.get("UV_DEFAULT_INDEX") || sys.env.get("UV_INDEX_URL");
  if (variable) return { from: "uv", address: variable };
  const file = (await uvConfigFiles(sys)).find((found) => found.hasIndex);
  if (file !== undefined) return { from: "uv.toml", file: file.file };
  const pip = await fromPip(sys);
  return pip === undefined ? { from: "builtin" } : { from: "pip", address: pip };
};

/** Indexes that the environment adds to every question. */
export const addedIndexes = (sys: Pick<System, "env">): readonly string[] =>
  [sys.env.get("UV_INDEX"), sys.env.get("UV_EXTRA_INDEX_URL")]
    .flatMap((value) => (value ?? "").split(/\s+/))
    .filter((value) => value !== "");
