import { createHash } from "node:crypto";
import type { System } from "../system/ports.ts";
import type { NamedIndex } from "./namedIndexes.ts";

type Env = Pick<System["env"], "get">;

/** An index's name as uv writes it in the names of variables: `UV_INDEX_<NAME>_USERNAME`. */
const variableName = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]/g, "_");

/** The variable by which a user says which host the secret of an index is for. */
const hostVariable = (name: string): string => `DL_ENV_INDEX_${variableName(name)}_HOST`;

/** The variables that hold the secret of an index. */
const secretVariables = (name: string): readonly string[] =>
  ["USERNAME", "PASSWORD"].map((part) => `UV_INDEX_${variableName(name)}_${part}`);

const hostOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).host : undefined;

/** Hosts of the indexes that the user's own variables call by this name (`name=https://…`). */
const hostsInSettings = (env: Env, name: string): readonly string[] =>
  ["UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL"]
    .flatMap((variable) => (env.get(variable) ?? "").split(/\s+/))
    .flatMap((text) => {
      const [, called, address] = /^([A-Za-z0-9._-]+)=(.+)$/.exec(text) ?? [];
      const host = address === undefined ? undefined : hostOf(address);
      return host !== undefined && variableName(called ?? "") === variableName(name) ? [host] : [];
    });

/** Everyone on the way can read what is sent in clear, but for this machine itself. */
const isPrivate = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])$/.test(hostname);
};

/**
 * Whether the secret that the environment has for an index' name may go to its address. A
 * repository's catalog and mirrors choose both the name and the address, so the host must be one
 * that the user named, or the built-in catalog's for this name.
 */
const maySendSecret = (env: Env, { name, address, builtInHost }: NamedIndex): boolean => {
  const host = hostOf(address);
  if (host === undefined || !isPrivate(address)) return false;
  return [
    ...(builtInHost === undefined ? [] : [builtInHost]),
    ...(env.get(hostVariable(name)) ?? "").split(/[\s,]+/),
    ...hostsInSettings(env, name),
  ].some((allowed) => allowed.toLowerCase() === host);
};

const hasSecret = (env: Env, name: string): boolean =>
  secretVariables(name).some((variable) => (env.get(variable) ?? "") !== "");

/** What to tell the user of a secret that is not sent. */
const unsentSecret = (index: NamedIndex): string => {
  const [, password = ""] = secretVariables(index.name);
  const host = hostOf(index.address) ?? index.address;
  return isPrivate(index.address)
    ? `${password} is not sent to ${host}, which dl-env.yml or its catalog names. If ` +
        `it is for that host, say so: ${hostVariable(index.name)}=${host}`
    : `${password} is not sent to ${host}, whose address is not encrypted (http).`;
};

/** Names that stand for indexes towards uv, which looks for a secret by the name alone. */
export type NamesForUv = (named: readonly NamedIndex[]) => readonly NamedIndex[];

/**
 * Where a secret of its name is for another host, an index gets a name for which there is no
 * secret; the user is warned once.
 */
export const namesForUv = ({ env, log }: Pick<System, "env" | "log">): NamesForUv => {
  const warned = new Set<string>();
  return (named) =>
    named.map((index) => {
      if (!hasSecret(env, index.name) || maySendSecret(env, index)) return index;
      const text = unsentSecret(index);
      if (!warned.has(text)) log.warn(text);
      warned.add(text);
      const key = createHash("sha256").update(`${index.name} ${index.address}`).digest("hex");
      return { ...index, name: `no-secret-${key.slice(0, 12)}` };
    });
};
