import { createHash } from "node:crypto";
import type { System } from "../system/ports.ts";
import { hasSecret, namesForUv } from "./indexSecrets.ts";
import { endSettingsSearch, uvEnvironment } from "./uvEnvironment.ts";
import { addedIndexes, defaultIndex, uvConfigFiles } from "./indexSettings.ts";
import type { Uv } from "./uv.ts";
import { CACHE_CONTROL, type NamedIndex } from "./namedIndexes.ts";

const entry = (
  index: { readonly name?: string | undefined; readonly address: string },
  isDefault: boolean,
): string =>
  [
    "[[index]]",
    ...(index.name === undefined ? [] : [`name = ${JSON.stringify(index.name)}`]),
    `url = ${JSON.stringify(index.address)}`,
    ...(isDefault ? ["default = true"] : []),
    CACHE_CONTROL,
    "",
  ].join("\n");

/** `name=https://…` is uv's way to name an index in a variable. */
const split = (address: string): { name?: string; address: string } => {
  const nameAndAddress = /^([A-Za-z0-9._-]+)=(.+)$/.exec(address);
  return nameAndAddress?.[1] !== undefined && nameAndAddress[2] !== undefined
    ? { name: nameAndAddress[1], address: nameAndAddress[2] }
    : { address };
};

/** Which index uv asks when nobody named one: uv itself says so. */
const builtinAddress = async (sys: System, uv: Uv, work: string): Promise<string | undefined> => {
  const file = `${work}/none.in`;
  await sys.files.write(file, "");
  const { stdout } = await sys.processes.run(
    [uv.path, "pip", "compile", file, "--system", "--quiet", "--no-header", "--emit-index-url"],
    { cwd: work, env: await uvEnvironment(sys) },
  );
  return /^--index-url (https?:\S+)$/m.exec(stdout)?.[1];
};

/**
 * How questions reach their indexes: the environment for a question that names `named`. Addresses
 * travel in the environment or a private file, never in argv.
 */
export type IndexAccess = (
  named: readonly NamedIndex[],
) => Promise<Record<string, string | undefined>>;

/**
 * The access of this machine, with the settings and the secrets of its user; indexSecrets.ts says
 * which index gets which secret. `fresh` asks the index again for everything, as after `lock
 * --update`. `work` is a private folder.
 */
export const indexAccess = async (
  sys: System,
  { uv, work }: { readonly uv: Uv; readonly work: string },
  fresh: boolean,
): Promise<IndexAccess> => {
  await endSettingsSearch(sys.files, work);
  const settings = await uvEnvironment(sys);
  const forUv = namesForUv(sys);
  const theirs = await defaultIndex(sys);
  const added = addedIndexes(sys);
  const plain: IndexAccess = (named) =>
    Promise.resolve(
      named.length === 0
        ? settings
        : {
            ...settings,
            UV_EXTRA_INDEX_URL: undefined,
            UV_INDEX: [
              ...forUv(named).map(({ name, address }) => `${name}=${address}`),
              ...added,
            ].join(" "),
          },
    );
  if (fresh || added.length > 0 || (await uvConfigFiles(sys)).length > 0) return plain;
  const address = "address" in theirs ? theirs.address : await builtinAddress(sys, uv, work);
  if (address === undefined) return plain;
  return async (named) => {
    const entries = forUv(named).map((index) => entry(index, false));
    const text = [...entries, entry(split(address), true)].join("\n");
    const file = `${work}/uv-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.toml`;
    if ((await sys.files.stat(file)) === undefined) await sys.files.write(file, text, 0o600);
    return {
      ...settings,
      UV_NO_CONFIG: undefined,
      UV_DEFAULT_INDEX: undefined,
      UV_INDEX_URL: undefined,
      UV_CONFIG_FILE: file,
    };
  };
};

/**
 * Addresses of the indexes that a question may ask without any secret, in its order, the default
 * one last. Those are left out for which there is a user or a password, and all where uv's own
 * files or variables of the user decide which indexes there are.
 */
export const indexesWithoutSecret = async (
  sys: System,
  { uv, work }: { readonly uv: Uv; readonly work: string },
): Promise<(named: readonly NamedIndex[]) => readonly string[]> => {
  if (addedIndexes(sys).length > 0 || (await uvConfigFiles(sys)).length > 0) return () => [];
  const found = await defaultIndex(sys);
  const address = "address" in found ? found.address : await builtinAddress(sys, uv, work);
  const own = address === undefined ? undefined : split(address);
  return (named) =>
    [...named, ...(own === undefined ? [] : [own])]
      .filter(({ name }) => name === undefined || !hasSecret(sys.env, name))
      .map((index) => index.address)
      .filter((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
      .filter((text) => new URL(text).username === "" && new URL(text).password === "");
};
