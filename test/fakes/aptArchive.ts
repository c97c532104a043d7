import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Deb {
  readonly name: string;
  readonly version: string;
  readonly depends?: string;
  /** What its one file holds, /usr/share/<name>. */
  readonly content?: string;
}

const sha256 = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

/**
 * An apt archive with a snapshot service, on loopback: real packages, a real index, signed with a
 * key of its own. What is asked at a snapshot is the newest that was published up to then, as
 * Ubuntu's service has it.
 */
export class AptArchive {
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  readonly #published: { readonly id: string; readonly files: ReadonlyMap<string, Buffer> }[] = [];
  readonly #dir: string;
  readonly #server: Server;

  private constructor(dir: string, server: Server) {
    this.#dir = dir;
    this.#server = server;
  }

  /** `dir` is an empty folder of a short path: gpg's agent keeps a socket in it. */
  static async open(dir: string): Promise<AptArchive> {
    await mkdir(join(dir, "gpg"), { mode: 0o700, recursive: true });
    const server = createServer();
    const archive = new AptArchive(dir, server);
    await archive.#gpg(
      "--passphrase",
      "",
      "--quick-generate-key",
      "archive@example.org",
      "ed25519",
      "sign",
      "never",
    );
    server.on("request", (request, response) => {
      const path = decodeURIComponent(request.url ?? "");
      archive.asked.push(path);
      const [, id = "", rest = ""] = /^\/archive\/(\d{8}T\d{6}Z)\/(.*)$/.exec(path) ?? [];
      const bytes = archive.#published.findLast((one) => one.id <= id)?.files.get(rest);
      response
        .writeHead(bytes === undefined ? 404 : 200, { "content-length": bytes?.byteLength ?? 0 })
        .end(bytes);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return archive;
  }

  /** Address of the snapshot service. */
  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/archive`;
  }

  /** The archive's public key, as /etc/apt/trusted.gpg.d takes it. */
  async key(): Promise<string> {
    return (await this.#gpg("--armor", "--export")).stdout;
  }

  /** Publishes these packages, and nothing else, from a moment on (`20261101T000000Z`). */
  async publish(id: string, debs: readonly Deb[]): Promise<void> {
    const files = new Map<string, Buffer>();
    const index: string[] = [];
    for (const deb of debs) {
      const { control, bytes } = await this.#build(deb);
      const path = `pool/${deb.name}_${deb.version.replace(/^\d+:/, "")}_all.deb`;
      files.set(path, bytes);
      index.push(
        `${control}Filename: ${path}\nSize: ${bytes.byteLength}\nSHA256: ${sha256(bytes)}\n`,
      );
    }
    const packages = Buffer.from(index.join("\n"));
    files.set("dists/demo/main/binary-amd64/Packages", packages);
    const sums = `SHA256:\n ${sha256(packages)} ${packages.byteLength} main/binary-amd64/Packages\n`;
    const release = join(this.#dir, "Release");
    await writeFile(
      release,
      `Origin: Demo\nSuite: demo\nCodename: demo\nComponents: main\nArchitectures: amd64 all\nDate: ${new Date().toUTCString()}\n${sums}`,
    );
    await this.#gpg("--yes", "--clearsign", "--output", `${release}.asc`, release);
    files.set("dists/demo/InRelease", await readFile(`${release}.asc`));
    this.#published.push({ id, files });
  }

  async close(): Promise<void> {
    await new Promise((closed) => this.#server.close(closed));
    await run("gpgconf", ["--homedir", join(this.#dir, "gpg"), "--kill", "all"]);
    await rm(this.#dir, { recursive: true, force: true });
  }

  #gpg(...args: string[]): Promise<{ stdout: string }> {
    return run("gpg", ["--homedir", join(this.#dir, "gpg"), "--batch", "--quiet", ...args]);
  }

  async #build({
    name,
    version,
    depends,
    content = version,
  }: Deb): Promise<{ control: string; bytes: Buffer }> {
    const tree = join(this.#dir, "deb");
    await mkdir(join(tree, "DEBIAN"), { recursive: true });
    await mkdir(join(tree, "usr/share"), { recursive: true });
    await writeFile(join(tree, "usr/share", name), content);
    const control = `Package: ${name}\nVersion: ${version}\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: for a test\n${depends === undefined ? "" : `Depends: ${depends}\n`}`;
    await writeFile(join(tree, "DEBIAN/control"), control);
    await run("dpkg-deb", ["--root-owner-group", "--build", tree, `${tree}.deb`], {
      env: { ...process.env, SOURCE_DATE_EPOCH: "1700000000" },
    });
    const bytes = await readFile(`${tree}.deb`);
    await rm(tree, { recursive: true });
    return { control, bytes };
  }
}
