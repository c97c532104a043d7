import { describe, expect, it } from "vitest";
import { freePort } from "../fakes/freePort.ts";
import {
  DOCKER,
  PODMAN,
  jupyterOf,
  once,
  processesOf,
  ssh,
  sshReady,
  status,
  until,
} from "../inside/container.ts";
import { insideWorld } from "../inside/world.ts";
import { engines } from "./engines.ts";

engines();
const { key, known, publicKey, started } = insideWorld([PODMAN, DOCKER]);

describe.each([PODMAN, DOCKER])("JupyterLab in $title", (engine) => {
  it("has a random token, printed once, in a file of mode 0600, in nobody's arguments, and another in each container", async () => {
    const ports = [await freePort(), await freePort()];
    const containers = await Promise.all(
      ports.map((port) =>
        started(engine, { command: ["jupyter"], env: { JUPYTER_PORT: String(port) } }),
      ),
    );
    const found = [];
    for (const [index, container] of containers.entries())
      found.push(await jupyterOf(container, ports[index]!));
    expect(found[0]!.token).not.toBe(found[1]!.token);
    const container = containers[0]!;
    const file = (
      await container.exec(
        "sh",
        "-c",
        "ls /run/dl-env/jupyter-token /tmp/dl-env-1000/jupyter-token 2>/dev/null",
      )
    ).stdout.trim();
    expect((await container.exec("stat", "-c", "%a %u", file)).stdout.trim()).toBe("600 1000");
    expect(
      (
        await container.exec(
          "sh",
          "-c",
          "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'",
        )
      ).stdout,
    ).not.toContain(found[0]!.token);
    await engine.call("restart", "--time", "5", container.id);
    await jupyterOf(container, ports[0]!);
    expect((await container.logs()).split(found[0]!.token).length - 1).toBe(1);
    expect(await status(`${found[0]!.url}/api/contents`, found[0]!.token)).toBe(200);
  });

  it.each([
    ["dev", []],
    ["root", ["--user=0"]],
  ])(
    "and sshd as %s end within 5 s of SIGTERM, with a kernel and an open session that ignores it",
    async (_who, options) => {
      const [sshPort, port] = [await freePort(), await freePort()];
      const container = await started(engine, {
        command: ["jupyter", "ssh"],
        options,
        env: {
          SSH_PORT: String(sshPort),
          JUPYTER_PORT: String(port),
          AUTHORIZED_KEYS: publicKey(),
        },
      });
      const { url, token } = await jupyterOf(container, port);
      await sshReady(sshPort);
      const open = ssh(sshPort, { key, known }, "trap '' TERM HUP; sleep 600");
      const kernel = await fetch(`${url}/api/kernels`, {
        method: "POST",
        headers: { Authorization: `token ${token}` },
      });
      expect(kernel.status).toBe(201);
      const running = await until("the session", async () => {
        const list = await processesOf(container);
        return list.some(({ argv }) => argv.join(" ") === "sleep 600") ? list : undefined;
      });
      // Whatever people run is dev's, also when the container starts as root.
      expect(
        new Set(
          running
            .filter(({ argv }) => argv.some((word) => /jupyterlab|ipykernel_launcher/.test(word)))
            .map(({ uid }) => uid),
        ),
      ).toEqual(new Set([1000]));
      const began = Date.now();
      await engine.call("stop", "--time", "30", container.id);
      expect(Date.now() - began).toBeLessThan(25_000);
      // 143: all ended in time; 137: something did not, and went with the container after four
      // seconds.
      expect(await engine.call("inspect", container.id, "--format", "{{.State.ExitCode}}")).toMatch(
        /^1(?:43|37)$/,
      );
      expect((await open).code).not.toBe(0);
    },
  );
});

describe("services", () => {
  it("beside a command end with it, and its status is the container's", async () => {
    const [sshPort, port] = [await freePort(), await freePort()];
    const began = Date.now();
    const said = await once(PODMAN, {
      command: ["sh", "-c", "sleep 1; exit 9"],
      env: {
        DL_ENV_SERVICES: "ssh,jupyter",
        SSH_PORT: String(sshPort),
        JUPYTER_PORT: String(port),
        AUTHORIZED_KEYS: publicKey(),
      },
    });
    expect(said.code).toBe(9);
    expect(Date.now() - began).toBeLessThan(60_000);
  });

  it("end the container when one of them ends by itself", async () => {
    const [sshPort, port] = [await freePort(), await freePort()];
    const container = await started(PODMAN, {
      command: ["jupyter", "ssh"],
      env: { SSH_PORT: String(sshPort), JUPYTER_PORT: String(port), AUTHORIZED_KEYS: publicKey() },
    });
    await jupyterOf(container, port);
    const lab = (await processesOf(container)).find(({ argv }) => argv.includes("jupyterlab"));
    await container.exec("sh", "-c", `kill -KILL ${lab?.pid}`);
    expect(await PODMAN.call("wait", container.id)).toBe("1");
    expect(await container.logs()).toMatch(/dl-env: jupyter ended with status 137/);
  });
});

describe("the Jupyter token", () => {
  it("opens what is refused without it, and only on loopback", async () => {
    const port = await freePort();
    const container = await started(PODMAN, {
      command: ["jupyter"],
      env: { JUPYTER_PORT: String(port) },
    });
    const { url, token } = await jupyterOf(container, port);
    expect([
      await status(`${url}/api/contents`),
      await status(`${url}/api/contents`, "wrong"),
      await status(`${url}/api/contents`, ""),
      await status(`${url}/api/contents`, token),
    ]).toEqual([403, 403, 403, 200]);
    const listening = (await container.exec("python3", "-c", "print(open('/proc/net/tcp').read())"))
      .stdout;
    const hex = port.toString(16).toUpperCase().padStart(4, "0");
    expect(listening).toContain(`0100007F:${hex} 00000000:0000 0A`);
    expect(listening).not.toContain(`00000000:${hex} 00000000:0000 0A`);
    const answer = await fetch(`${url}/api/contents`, {
      headers: { Origin: "https://elsewhere.example" },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("may be one's own, from the environment or a file, and is then not printed", async () => {
    const port = await freePort();
    const container = await started(PODMAN, {
      command: ["jupyter"],
      env: { JUPYTER_PORT: String(port), JUPYTER_TOKEN: "my-own-token-for-this" },
    });
    await until("an answer", () =>
      fetch(`http://127.0.0.1:${port}/api`).then(
        (answer) => (answer.ok ? true : undefined),
        () => undefined,
      ),
    );
    expect(await status(`http://127.0.0.1:${port}/api/contents`, "my-own-token-for-this")).toBe(
      200,
    );
    expect(await container.logs()).not.toContain("my-own-token-for-this");
  });
});
