import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";

/** Ports that nobody gets who names none: below those that the kernel gives to whoever connects. */
const [FIRST, LAST] = [22_000, 32_000] as const;

/** The kernel's own begin here; a machine may have moved them. */
const firstOfKernel = (): number => {
  try {
    return Number(readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8").split(/\s/)[0]);
  } catch {
    return LAST;
  }
};

const COUNT = Math.min(LAST, firstOfKernel()) - FIRST;

const given = new Set<number>();

/** The port, or one that the kernel gives for 0; undefined where something listens on it. */
const heard = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => resolve(found));
    });
  });

/**
 * A port of 127.0.0.1 on which nothing listens and that this process got only once. It is none that
 * a connection of another process could be given before it is used, unless all are the kernel's.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = await heard(COUNT < 1000 ? 0 : FIRST + Math.floor(Math.random() * COUNT));
    if (port === undefined || given.has(port)) continue;
    given.add(port);
    return port;
  }
};
