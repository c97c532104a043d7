import { absolutePath } from "../system/absolutePath.ts";
import { join } from "node:path";
import { indexLogin } from "../resolve/indexSecrets.ts";
import type { NamedIndex } from "../resolve/namedIndexes.ts";
import { indexLoginVariables } from "../secrets/indexVariables.ts";
import type { System } from "../system/ports.ts";
import { shellWord } from "../text/shellWord.ts";

/**
 * Variables that name a whole bundle of certificates, the most telling first. NODE_EXTRA_CA_CERTS
 * is not among them: it only adds to one.
 */
const BUNDLES = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT", "CURL_CA_BUNDLE"];

/**
 * Where administrators put certificates of their own, and the bundle that the distribution makes of
 * them and its own.
 */
const ADDED: readonly (readonly [folder: string, bundle: string])[] = [
  ["/usr/local/share/ca-certificates", "/etc/ssl/certs/ca-certificates.crt"],
  ["/etc/pki/ca-trust/source/anchors", "/etc/pki/tls/certs/ca-bundle.crt"],
];

/**
 * The bundle that this host's programs trust, where that is not simply the distribution's: named by
 * the environment, or with certificates added.
 */
const bundle = async (sys: Pick<System, "env" | "files">): Promise<Uint8Array | undefined> => {
  for (const name of BUNDLES) {
    const path = sys.env.get(name);
    const bytes = path === undefined || path === "" ? undefined : await sys.files.readBytes(path);
    if (bytes !== undefined) return bytes;
  }
  for (const [folder, file] of ADDED)
    if ((await sys.files.list(folder)).length > 0) return sys.files.readBytes(file);
  return undefined;
};

/**
 * Settings of pip that say where packages come from. Paths of this host (find-links, cert) mean
 * nothing in a build.
 */
const PIP_KEYS = ["index-url", "extra-index-url", "trusted-host", "timeout", "retries"];

/**
 * What pip and uv call the same thing, in the order in which it counts: uv's own variable first,
 * because the build runs uv.
 */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  "index-url": ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"],
  "extra-index-url": ["UV_EXTRA_INDEX_URL", "PIP_EXTRA_INDEX_URL"],
  "trusted-host": ["PIP_TRUSTED_HOST"],
  timeout: ["PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT"],
  retries: ["PIP_RETRIES"],
};

const configFiles = (sys: Pick<System, "env">): string[] => {
  const configured = sys.env.get("PIP_CONFIG_FILE");
  const own = [
    `${absolutePath(sys.env, "XDG_CONFIG_HOME") ?? `${sys.env.home}/.config`}/pip/pip.conf`,
    `${sys.env.home}/.pip/pip.conf`,
    "/etc/pip.conf",
  ];
  return configured === undefined || configured === "" ? own : [configured, ...own];
};

/**
 * Keys of the sections [global] and [install] of a pip.conf; a value may go on in indented lines.
 * Pure.
 */
export const readPipConf = (text: string): Map<string, string> => {
  const values = new Map<string, string>();
  let section = "";
  let key: string | undefined;
  for (const line of text.split("\n")) {
    const header = /^\[(.+)\]\s*$/.exec(line)?.[1];
    const pair = /^([A-Za-z-_]+)\s*[=:]\s*(.*)$/.exec(line);
    if (header !== undefined) section = header.trim();
    else if (/^\s*([#;].*)?$/.test(line)) continue;
    else if (/^\s/.test(line) && key !== undefined)
      values.set(key, `${values.get(key) ?? ""}\n    ${line.trim()}`.replace(/^\n\s*/, ""));
    else if (pair !== null && (section === "global" || section === "install")) {
      key = (pair[1] ?? "").replaceAll("_", "-").toLowerCase();
      values.set(key, (pair[2] ?? "").trim());
      continue;
    }
    if (header !== undefined) key = undefined;
  }
  return values;
};

/**
 * A pip.conf that says where packages come from, as this host's environment and files have it;
 * undefined when they say nothing.
 */
const pipConf = async (sys: Pick<System, "env" | "files">): Promise<string | undefined> => {
  const found = new Map<string, string>();
  for (const key of PIP_KEYS) {
    const value = VARIABLES[key]
      ?.map((name) => sys.env.get(name))
      .find((text) => text !== undefined && text !== "");
    if (value !== undefined) found.set(key, value);
  }
  for (const file of configFiles(sys))
    for (const [key, value] of readPipConf((await sys.files.readText(file)) ?? ""))
      if (PIP_KEYS.includes(key) && !found.has(key)) found.set(key, value);
  if (!found.has("index-url") && !found.has("extra-index-url")) return undefined;
  return ["[global]", ...[...found].map(([key, value]) => `${key} = ${value}`), ""].join("\n");
};

/** The logins of these indexes as a shell reads them; undefined where none has one. */
const indexLogins = (
  { env }: Pick<System, "env">,
  named: readonly NamedIndex[],
): string | undefined => {
  const lines = named.flatMap((index) => {
    const login = indexLogin(env, index);
    if (login === undefined) return [];
    return indexLoginVariables(index.name).map(
      (variable) => `${variable}=${shellWord(env.get(variable) ?? "")}\n`,
    );
  });
  return lines.length === 0 ? undefined : lines.join("");
};

/**
 * Secrets for builds on this host, as private files in `work`: `ca`, the bundle of certificates
 * that its programs trust, `pip`, a pip.conf that names its package index, and `indexes`, the
 * logins of `named`. Each only where the host has something to say. They are mounted during RUN and
 * never get into a layer.
 */
export const buildSecrets = async (
  sys: Pick<System, "env" | "files">,
  work: string,
  named: readonly NamedIndex[] = [],
): Promise<Readonly<Record<string, string>>> => {
  const contents = {
    ca: await bundle(sys),
    pip: await pipConf(sys),
    indexes: indexLogins(sys, named),
  };
  const secrets: Record<string, string> = {};
  for (const [id, content] of Object.entries(contents)) {
    if (content === undefined) continue;
    secrets[id] = join(work, "secrets", id);
    await sys.files.write(secrets[id], content, 0o600);
  }
  return secrets;
};
