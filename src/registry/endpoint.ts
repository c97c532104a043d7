import { wrongRequest } from "../errors/error.ts";
import { mirrorOf, type Mirrors } from "../text/mirrors.ts";
import type { RegistryReference } from "./reference.ts";

/** Where a repository is really asked: after mirrors, with a scheme. */
export interface Endpoint {
  /** `https://registry-1.docker.io`, `http://127.0.0.1:5000`: no path, no slash at the end. */
  readonly origin: string;
  /** Host with port, as credentials are looked up: `docker.io`, `127.0.0.1:5000`. */
  readonly host: string;
  readonly repository: string;
  readonly loopback: boolean;
  /** Where another registry is asked in place of the one that was named: its host and path. */
  readonly mirror?: string;
}

const hostOnly = (host: string): string =>
  host.startsWith("[") ? host.slice(1, host.indexOf("]")) : (host.split(":", 1)[0] ?? host);

/** Whether a host with port is this machine itself. */
export const isLoopback = (host: string): boolean => {
  const name = hostOnly(host).toLowerCase();
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "::1" ||
    /^127(?:\.[0-9]{1,3}){3}$/.test(name)
  );
};

interface Mirrored {
  readonly scheme: "http" | "https" | undefined;
  readonly host: string;
  readonly path: string;
}

const readMirror = (key: string, value: string): Mirrored => {
  const match =
    /^(?:(https?):\/\/)?((?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::[0-9]{1,5})?)((?:\/[a-z0-9._-]+)*)\/?$/.exec(
      value,
    );
  if (match?.[2] === undefined || (match[3] ?? "").split("/").includes("..")) {
    throw wrongRequest({
      code: "wrong-mirror",
      message: `The mirror of ${key} is not a host or an address.`,
      hint: `Write it as a host with an optional path: mirrors: { ${key}: mirror.example/docker }`,
    });
  }
  return {
    scheme: match[1] === "http" || match[1] === "https" ? match[1] : undefined,
    host: match[2].toLowerCase(),
    path: (match[3] ?? "").slice(1),
  };
};

/**
 * Where the reference is asked. Plain http only on loopback, or where a mirror is written with
 * http://.
 */
export const endpointOf = (reference: RegistryReference, mirrors: Mirrors = {}): Endpoint => {
  const name = `${reference.host}/${reference.repository}`;
  const mirror = mirrorOf(name, mirrors);
  if (mirror === undefined) {
    const loopback = isLoopback(reference.host);
    const api = reference.host === "docker.io" ? "registry-1.docker.io" : reference.host;
    return {
      origin: `${loopback ? "http" : "https"}://${api}`,
      host: reference.host,
      repository: reference.repository,
      loopback,
    };
  }
  const { scheme, host, path } = readMirror(mirror.key, mirror.value);
  const rest = name.slice(mirror.key.length).replace(/^\//, "");
  const loopback = isLoopback(host);
  const repository = [path, rest].filter((part) => part !== "").join("/");
  return {
    origin: `${scheme ?? (loopback ? "http" : "https")}://${host === "docker.io" ? "registry-1.docker.io" : host}`,
    host,
    repository,
    loopback,
    mirror: `${host}/${repository}`,
  };
};

/** Whether a login may be sent there: over https, or to this machine itself. */
export const mayCarryCredentials = ({
  origin,
  loopback,
}: Pick<Endpoint, "origin" | "loopback">): boolean => loopback || origin.startsWith("https:");
