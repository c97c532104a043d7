import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { zipOf } from "./zip.ts";

/** A wheel that was made up: what it needs stands in its metadata, and nothing is in it. */
export interface MadeUpWheel {
  readonly name: string;
  readonly version: string;
  readonly needs?: readonly string[];
  /** Tags of the file; default any Python. */
  readonly tags?: string;
}

/** How an index answers. `silent`: never; `cut`: half of each answer, then the connection ends. */
export type IndexState = "there" | "empty" | "silent" | "cut";

export interface LoopbackIndexes {
  /** `http://127.0.0.1:PORT`; the index NAME is at `/NAME`. */
  readonly address: string;
  /** Index -> how it answers from now on; those that are not named are there. */
  readonly state: Map<string, IndexState>;
  /** Indexes that were asked for a package's page, as `NAME PACKAGE`. */
  readonly asked: Set<string>;
  close(): Promise<void>;
}

const fileOf = ({ name, version, tags = "py3-none-any" }: MadeUpWheel): string =>
  `${name.replaceAll("-", "_")}-${version}-${tags}.whl`;

const bytesOf = ({ name, version, needs = [], tags = "py3-none-any" }: MadeUpWheel): Buffer => {
  const folder = `${name.replaceAll("-", "_")}-${version}.dist-info`;
  const metadata = [
    "Metadata-Version: 2.1",
    `Name: ${name}`,
    `Version: ${version}`,
    ...needs.map((one) => `Requires-Dist: ${one}`),
    "",
  ].join("\n");
  return zipOf({
    [`${folder}/METADATA`]: metadata,
    [`${folder}/WHEEL`]: `Wheel-Version: 1.0\nTag: ${tags}\n`,
    [`${folder}/RECORD`]: "",
  });
};

const send = (response: ServerResponse, state: IndexState, body: Buffer, type: string): void => {
  const headers = { "content-type": type, "content-length": String(body.length) };
  response.writeHead(200, headers);
  if (state === "cut") {
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.destroy());
    return;
  }
  response.end(body);
};

const pageOf = (wheels: readonly MadeUpWheel[], files: string): Buffer => {
  const links = wheels.map((wheel) => {
    const sha256 = createHash("sha256").update(bytesOf(wheel)).digest("hex");
    return `<a href="${files}/${encodeURIComponent(fileOf(wheel))}#sha256=${sha256}">${fileOf(wheel)}</a>`;
  });
  return Buffer.from(`<!DOCTYPE html><html><body>${links.join("\n")}</body></html>`);
};

/** Indexes on loopback, each with its own wheels. */
export const startLoopbackIndexes = async (
  indexes: Readonly<Record<string, readonly MadeUpWheel[]>>,
): Promise<LoopbackIndexes> => {
  const state = new Map<string, IndexState>();
  const asked = new Set<string>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    const [, index = "", part = "", file = ""] = path.split("/");
    const now = state.get(index) ?? "there";
    if (now === "silent") return;
    const wheels = indexes[index] ?? [];
    if (part === "") return send(response, "there", Buffer.from("an index"), "text/html");
    if (part === "files") {
      const wheel = wheels.find((one) => fileOf(one) === file);
      if (wheel === undefined) return void response.writeHead(404).end();
      return send(response, now, bytesOf(wheel), "application/octet-stream");
    }
    asked.add(`${index} ${part}`);
    const found = now === "empty" ? [] : wheels.filter(({ name }) => name === part);
    if (found.length === 0) return void response.writeHead(404).end();
    send(response, now, pageOf(found, `/${index}/files`), "text/html");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${port}`, state, asked, close };
};
