import { createHash } from "node:crypto";
import {
  indexHostVariable,
  indexLoginVariables,
  indexVariableName,
} from "../secrets/indexVariables.ts";
import type { System } from "../system/ports.ts";
import type { NamedIndex } from "./namedIndexes.ts";

type Env = Pick<System["env"], "get">;

const hostOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).host : undefined;

/** Hosts of the indexes that the user's own variables call by this name (`name=https://…`). */
const hostsInSettings = (env: Env, name: string): readonly string[] =>
  ["UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL"]
    .flatMap((variable) => (env.get(variable) ?? "").split(/\s+/))
    .flatMap((text) => {
      const [, called, address] = /^([A-Za-z0-9._-]+)=(.+)$/.exec(text) ?? [];
      const host = address === undefined ? undefined : hostOf(address);
      return host !== undefined && indexVariableName(called ?? "") === indexVariableName(name)
        ? [host]
        : [];
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
    ...(env.get(indexHostVariable(name)) ?? "").split(/[\s,]+/),
    ...hostsInSettings(env, name),
  ].some((allowed) => allowed.toLowerCase() === host);
};

/** Whether the environment has a secret for an index of this name. */
export const hasSecret = (env: Env, name: string): boolean =>
  indexLoginVariables(name).some((variable) => (env.get(variable) ?? "") !== "");

/** The login of an index that may go to its address: `user:password`; undefined without one. */
export const indexLogin = (env: Env, index: NamedIndex): string | undefined => {
  if (!hasSecret(env, index.name) || !maySendSecret(env, index)) return undefined;
  return indexLoginVariables(index.name)
    .map((variable) => env.get(variable) ?? "")
    .join(":");
};

/** What to tell the user of a secret that is not sent. */
const unsentSecret = (index: NamedIndex): string => {
  const [, password] = indexLoginVariables(index.name);
  const host = hostOf(index.address) ?? index.address;
  return isPrivate(index.address)
    ? `${password} is not sent to ${host}, which dl-env.yml or its catalog names. If ` +
        `it is for that host, say so: ${indexHostVariable(index.name)}=${host}`
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
