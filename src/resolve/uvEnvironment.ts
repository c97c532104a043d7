import type { Files, System } from "../system/ports.ts";
import { absolutePath } from "../system/absolutePath.ts";
import { defaultIndex } from "./indexSettings.ts";

/**
 * Settings of uv that would change an answer or write elsewhere: everything that decides is in the
 * question. What says where the index is and how to reach it (UV_DEFAULT_INDEX, UV_INDEX,
 * UV_INDEX_<NAME>_*, UV_KEYRING_PROVIDER, UV_INSECURE_HOST, UV_HTTP_TIMEOUT, UV_CACHE_DIR,
 * UV_OFFLINE, SSL_CERT_FILE, proxies, uv.toml) stays.
 */
const DECIDES: readonly string[] = [
  "UV_BREAK_SYSTEM_PACKAGES",
  "UV_BUILD_CONSTRAINT",
  "UV_COMPILE_BYTECODE",
  "UV_CONSTRAINT",
  "UV_CUSTOM_COMPILE_COMMAND",
  "UV_ENV_FILE",
  "UV_EXCLUDE",
  "UV_EXCLUDE_NEWER",
  "UV_FIND_LINKS",
  "UV_FORK_STRATEGY",
  "UV_INDEX_STRATEGY",
  "UV_LINK_MODE",
  "UV_MANAGED_PYTHON",
  "UV_NO_BINARY",
  "UV_NO_BINARY_PACKAGE",
  "UV_NO_BUILD",
  "UV_NO_BUILD_ISOLATION",
  "UV_NO_CACHE",
  "UV_NO_DEPS",
  "UV_NO_INDEX",
  "UV_NO_MANAGED_PYTHON",
  "UV_NO_SOURCES",
  "UV_NO_VERIFY_HASHES",
  "UV_ONLY_BINARY",
  "UV_OVERRIDE",
  "UV_PRERELEASE",
  "UV_PROJECT",
  "UV_PROJECT_ENVIRONMENT",
  "UV_PYTHON",
  "UV_PYTHON_PREFERENCE",
  "UV_REQUIRE_HASHES",
  "UV_RESOLUTION",
  "UV_SYSTEM_PYTHON",
  "UV_TARGET",
  "UV_TORCH_BACKEND",
  "UV_WORKING_DIR",
  "UV_WORKING_DIRECTORY",
  "VIRTUAL_ENV",
  "CONDA_PREFIX",
  "PYTHONHOME",
  "PYTHONPATH",
  "RUST_LOG",
  "FORCE_COLOR",
  "CLICOLOR_FORCE",
];

const FIXED: Readonly<Record<string, string>> = {
  // Without it uv tries to download an interpreter for each Python that this machine lacks: 6 to 14
  // s a question where it can't.
  UV_PYTHON_DOWNLOADS: "never",
  UV_NO_PROGRESS: "1",
  NO_COLOR: "1",
};

/**
 * Ends uv's search for settings of a project, which goes through all folders above the one it
 * starts in: a private folder may lie below a repository, where XDG_CACHE_HOME says so. Settings of
 * the user and of the machine still count.
 */
export const endSettingsSearch = async (
  files: Pick<Files, "write">,
  folder: string,
): Promise<void> => {
  await files.write(`${folder}/uv.toml`, "");
  // A project above would count in spite of it; a workspace of its own is looked for no further.
  await files.write(`${folder}/pyproject.toml`, "[tool.uv.workspace]\nmembers = []\n");
};

/**
 * The environment of a uv call, for `RunOptions.env`: the user's index is honoured (uv's own
 * settings, else pip's), what would change the answer is removed.
 */
export const uvEnvironment = async (
  sys: Pick<System, "env" | "files">,
): Promise<Record<string, string | undefined>> => {
  const index = await defaultIndex(sys);
  return {
    ...Object.fromEntries(DECIDES.map((name) => [name, undefined])),
    ...FIXED,
    // A relative one would be looked for in the private folder that uv starts in.
    ...(sys.env.get("UV_CONFIG_FILE") === undefined
      ? {}
      : { UV_CONFIG_FILE: absolutePath(sys.env, "UV_CONFIG_FILE") }),
    ...(index.from === "pip" ? { UV_DEFAULT_INDEX: index.address } : {}),
    ...(sys.env.get("SSL_CERT_FILE") === undefined && sys.env.get("PIP_CERT") !== undefined
      ? { SSL_CERT_FILE: sys.env.get("PIP_CERT") }
      : {}),
  };
};
