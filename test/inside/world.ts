import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import {
  sshReady,
  start,
  type Container,
  type EngineUnderTest,
  type StartOptions,
} from "./container.ts";
import { freePort } from "../fakes/freePort.ts";
import { imageUnderTest, type ImageUnderTest } from "./image.ts";

export interface World {
  /** Folder of this test file. */
  readonly work: string;
  /** A private key; its public half lets in. */
  readonly key: string;
  /** A private key that lets nobody in. */
  readonly other: string;
  /** known_hosts, empty before each test. */
  readonly known: string;
  readonly publicKey: () => string;
  /** A program that answers whatever ssh asks. */
  readonly askpass: (answer: string) => string;
  readonly image: () => ImageUnderTest;
  /** Starts a container that goes after the test. */
  readonly started: (engine: EngineUnderTest, given: StartOptions) => Promise<Container>;
  /** Starts one with sshd on a free port, and waits for it. */
  readonly withSsh: (
    engine: EngineUnderTest,
    given?: StartOptions,
  ) => Promise<{ readonly container: Container; readonly port: number }>;
}

/**
 * Keys, the image in these engines, and containers that are removed after each test. To be called
 * at the top of a test file.
 */
export const insideWorld = (engines: readonly EngineUnderTest[]): World => {
  const work = mkdtempSync("/tmp/dl-env-inside-");
  const [key, other, known] = [join(work, "key"), join(work, "other"), join(work, "known")];
  const running: Container[] = [];
  let image: ImageUnderTest | undefined;

  beforeAll(async () => {
    for (const file of [key, other])
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
    chmodSync(work, 0o755);
    image = await imageUnderTest(engines);
  });
  afterEach(async () => {
    for (const container of running.splice(0)) await container.remove();
    rmSync(known, { force: true });
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const imageOf = (): ImageUnderTest => {
    if (image === undefined) throw new Error("there is no image before the tests begin");
    return image;
  };
  const started = async (engine: EngineUnderTest, given: StartOptions): Promise<Container> => {
    const options = [...(given.options ?? []), `--volume=${imageOf().compiled}:/pycache`];
    const container = await start(engine, {
      ...given,
      options,
      env: { PYTHONPYCACHEPREFIX: "/pycache", ...given.env },
    });
    running.push(container);
    return container;
  };
  const publicKey = (): string => readFileSync(`${key}.pub`, "utf8").trim();
  return {
    work,
    key,
    other,
    known,
    publicKey,
    image: imageOf,
    started,
    askpass: (answer) => {
      const file = join(work, "askpass");
      writeFileSync(file, `#!/bin/sh\necho '${answer}'\n`, { mode: 0o700 });
      return file;
    },
    withSsh: async (engine, given = {}) => {
      const port = await freePort();
      const container = await started(engine, {
        command: ["ssh"],
        ...given,
        env: { SSH_PORT: String(port), AUTHORIZED_KEYS: publicKey(), ...given.env },
      });
      await sshReady(port).catch(async (error: unknown) => {
        throw new Error(`${String(error)}: ${await container.logs()}`);
      });
      return { container, port };
    },
  };
};
