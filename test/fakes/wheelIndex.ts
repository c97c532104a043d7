import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { zipOf } from "./zip.ts";

/** A wheel of Python alone, by its name, version and what it needs. */
export const pureWheel = (
  name: string,
  version: string,
  needs: readonly string[] = [],
): { readonly file: string; readonly bytes: Buffer } => {
  const module = name.replaceAll("-", "_");
  const info = `${module}-${version}.dist-info`;
  const files: Record<string, string> = {
    [`${module}/__init__.py`]: `version = "${version}"\n`,
    [`${info}/METADATA`]: [
      "Metadata-Version: 2.1",
      `Name: ${name}`,
      `Version: ${version}`,
      ...needs.map((one) => `Requires-Dist: ${one}`),
      "",
    ].join("\n"),
    [`${info}/WHEEL`]:
      "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  };
  const record = Object.entries(files).map(([path, text]) => {
    const digest = createHash("sha256").update(text).digest("base64url");
    return `${path},sha256=${digest},${Buffer.byteLength(text)}`;
  });
  files[`${info}/RECORD`] = [...record, `${info}/RECORD,,`, ""].join("\n");
  return { file: `${module}-${version}-py3-none-any.whl`, bytes: zipOf(files) };
};

export interface WheelIndex {
  readonly host: string;
  /** What came as `authorization`, request by request. */
  readonly sent: (string | undefined)[];
  /** Puts wheels on it; a package that has none is not known. */
  readonly put: (name: string, wheels: readonly ReturnType<typeof pureWheel>[]) => void;
  readonly close: () => Promise<void>;
}

/** A package index on this machine, with a login where one is named: `user:password`. */
export const startWheelIndex = async (login?: string): Promise<WheelIndex> => {
  const packages = new Map<string, readonly ReturnType<typeof pureWheel>[]>();
  const sent: (string | undefined)[] = [];
  const right = login === undefined ? undefined : `Basic ${Buffer.from(login).toString("base64")}`;
  const server = createServer((request, response) => {
    sent.push(request.headers.authorization);
    if (right !== undefined && request.headers.authorization !== right) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="index"' }).end();
      return;
    }
    const [kind, name = "", file] = (request.url ?? "").split("/").filter((part) => part !== "");
    const wheels = packages.get(name) ?? [];
    const wheel = wheels.find((one) => one.file === file);
    if (kind === "files" && wheel !== undefined)
      response.writeHead(200, { "content-length": wheel.bytes.length }).end(wheel.bytes);
    else if (kind === "simple" && wheels.length > 0)
      response.writeHead(200, { "content-type": "text/html" }).end(
        wheels
          .map((one) => {
            const digest = createHash("sha256").update(one.bytes).digest("hex");
            return `<a href="/files/${name}/${one.file}#sha256=${digest}">${one.file}</a>`;
          })
          .join("\n"),
      );
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    put: (name, wheels) => packages.set(name, wheels),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
