import { basename } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the runner hands to an action and to nobody below it: inputs, and tokens for its caches,
 * artifacts and identity.
 */
const RUNNERS_OWN =
  /^(?:INPUT_.*|ACTIONS_(?:RUNTIME|ID_TOKEN_REQUEST|RESULTS|CACHE)_(?:TOKEN|URL))$/i;

/**
 * GitHub's token, which credential helpers may be made of. Only in a workflow: elsewhere it is the
 * user's own variable.
 */
const GITHUB_TOKEN = /^(?:GITHUB|GH)_TOKEN$/;
const HELPER = /^docker-credential-/;

/**
 * Where packages come from, with passwords: builds get it as a secret file, so that only what asks
 * an index inherits it.
 */
const PACKAGE_INDEX = /^(?:UV|PIP)_.*(?:INDEX|FIND_LINKS|USERNAME|PASSWORD|TOKEN)/;
/**
 * Of uv's many variables those that say where packages are, how to get there and where to keep
 * them. Others name projects, Pythons, constraints and what uv learns next.
 */
const UV_MAY_READ =
  /^UV_(?:DEFAULT_INDEX|INDEX|INDEX_URL|EXTRA_INDEX_URL|INDEX_.+_(?:USERNAME|PASSWORD)|KEYRING_PROVIDER|CREDENTIALS_DIR|INSECURE_HOST|NATIVE_TLS|SYSTEM_CERTS|OFFLINE|(?:HTTP|REQUEST|HTTP_CONNECT)_TIMEOUT|HTTP_RETRIES|CONCURRENT_[A-Z]+|CACHE_DIR|CONFIG_FILE|SYSTEM_CONFIG_FILE|NO_CONFIG|PYTHON_INSTALL_DIR)$/;
/**
 * Settings of other tools that uv heeds: which variant of a wheel is taken (NV_VARIANT_PROVIDER_…),
 * which environment is meant. What says where indexes are and how to reach them is not among them.
 */
const NOT_FOR_UV = /^(?:NV|CONDA)_|^(?:VIRTUAL_ENV|PYTHONHOME|PYTHONPATH)$/;
const IS_UV = /^uvx?$/;
const ASKS_INDEX = /^(?:uvx?|pip[\d.]*|python[\d.]*)$/;

const inherits = (program: string, name: string, environment: Environment): boolean => {
  if (RUNNERS_OWN.test(name)) return false;
  if (GITHUB_TOKEN.test(name))
    return environment["GITHUB_ACTIONS"] !== "true" || HELPER.test(program);
  if (IS_UV.test(program) && name.startsWith("UV_") && !UV_MAY_READ.test(name)) return false;
  if (IS_UV.test(program) && NOT_FOR_UV.test(name)) return false;
  return !PACKAGE_INDEX.test(name) || ASKS_INDEX.test(program);
};

/**
 * What a program is given of this process's environment: all but secrets that it has no need of,
 * and settings of uv that a question must not depend on.
 */
export const inherited = (
  program: string,
  environment: Environment,
): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => inherits(basename(program), name, environment)),
  );
