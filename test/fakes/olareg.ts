import { spawn } from "node:child_process";
import { freePort } from "./freePort.ts";

/** A registry with the referrers API, in a process of its own. */
export interface Olareg {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly close: () => Promise<void>;
}

const answers = async (host: string): Promise<boolean> => {
  try {
    const response = await fetch(`http://${host}/v2/`);
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
};

/** Starts olareg, which .ci/engines has built from source; it keeps everything in memory. */
export const startOlareg = async (program: string): Promise<Olareg> => {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const argv = ["serve", "--addr", "127.0.0.1", "--port", String(port), "--store-type", "mem"];
  const child = spawn(program, argv, { stdio: "ignore" });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`${program} could not be started: ${error.message}`));
    child.once("exit", (code) => resolve(`${program} ended with ${code}`));
  });
  const close = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  for (let wait = 0; wait < 1200; wait += 1) {
    if (await answers(host)) return { host, close };
    const over = await Promise.race([
      ended,
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 50)),
    ]);
    if (over !== undefined) throw new Error(over);
  }
  await close();
  throw new Error(`${program} did not answer in a minute`);
};
