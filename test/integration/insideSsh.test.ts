import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { freePort } from "../fakes/freePort.ts";
import { DOCKER, PODMAN, run, ssh, until, type EngineUnderTest } from "../inside/container.ts";
import { insideWorld } from "../inside/world.ts";
import { engines } from "./engines.ts";

engines();
const { key, other, known, publicKey, askpass, withSsh } = insideWorld([PODMAN, DOCKER]);

describe.each([PODMAN, DOCKER])("ssh into a container of $title", (engine) => {
  it.each([
    ["dev", []],
    ["root", ["--user=0"]],
  ])(
    "started as %s lets dev in with the key, with the image's Python, umask 002 and a terminal",
    async (_who, options) => {
      const { port } = await withSsh(engine, {
        options,
        env: { TZ: "Europe/Berlin", SSH_ENV: "HF_HOME", HF_HOME: "/data", SECRET: "no" },
      });
      const said = await ssh(
        port,
        { key, known },
        "id -un; umask; which python3 uv; echo $TZ $HF_HOME ${SECRET-unset}; date +%Z",
      );
      expect(said.stdout).toMatch(
        /^dev\n0002\n\/opt\/venv\/bin\/python3\n\/opt\/venv\/bin\/uv\nEurope\/Berlin \/data unset\nCES?T\n$/,
      );
      expect(
        (await ssh(port, { key, known, options: ["-tt"] }, "tty; bash -lc umask")).stdout,
      ).toMatch(/^\/dev\/pts\/\d+\r\n0002\r\n$/);
    },
  );

  it("lets nobody in with a password, an empty password, a wrong key or as root", async () => {
    const { port } = await withSsh(engine, { options: ["--user=0"] });
    const refused = {
      code: 255,
      stdout: "",
      stderr: expect.stringMatching(/Permission denied \(publickey\)/) as unknown,
    };
    for (const answer of ["dev", "password", ""]) {
      for (const method of ["password", "keyboard-interactive"]) {
        expect(
          await ssh(
            port,
            {
              known,
              askpass: askpass(answer),
              options: [
                "-o",
                "PubkeyAuthentication=no",
                "-o",
                `PreferredAuthentications=${method}`,
              ],
            },
            "id",
          ),
        ).toMatchObject(refused);
      }
    }
    expect(await ssh(port, { key: other, known }, "id")).toMatchObject(refused);
    expect(await ssh(port, { key, known, user: "root" }, "id")).toMatchObject(refused);
    expect(await ssh(port, { known }, "id")).toMatchObject(refused);
    expect((await ssh(port, { key, known }, "id -u")).stdout).toBe("1000\n");
  });

  it("meets host keys of its own in each container, and the same ones on a volume", async () => {
    const fingerprint = async (options: string[]): Promise<string> => {
      const { container, port } = await withSsh(engine, { options });
      const said = await run("ssh-keyscan", ["-t", "ed25519", "-p", String(port), "127.0.0.1"]);
      await container.remove();
      return said.stdout.split(" ")[2] ?? "";
    };
    const [one, two] = [await fingerprint([]), await fingerprint([])];
    expect(one).toMatch(/^AAAA/);
    expect(one).not.toBe(two);
    const volume = ["--volume=dl-env-host-keys:/etc/ssh/keys"];
    try {
      expect(await fingerprint(volume)).toBe(await fingerprint(volume));
    } finally {
      await engine.call("volume", "rm", "dl-env-host-keys");
    }
  });

  it("finds a tmux session again after a reconnect", async () => {
    const { port } = await withSsh(engine);
    const connection = ssh(
      port,
      { key, known, options: ["-tt"] },
      "tmux new -A -s work 'bash --norc'",
    );
    await until("the session", async () =>
      (await ssh(port, { key, known }, "tmux has-session -t work")).code === 0 ? true : undefined,
    );
    await ssh(
      port,
      { key, known },
      "tmux send-keys -t work 'export KEPT=$((6*7))' Enter; tmux detach-client -s work",
    );
    expect((await connection).code).toBe(0);
    await ssh(port, { key, known }, "tmux send-keys -t work 'echo kept-$KEPT' Enter");
    const seen = await until("the session's answer", async () =>
      (await ssh(port, { key, known }, "tmux capture-pane -p -t work")).stdout.includes("kept-42")
        ? true
        : undefined,
    );
    expect(seen).toBe(true);
  });
});

describe("keys of ssh", () => {
  const asFile = (): string => `--volume=${key}.pub:/etc/ssh/authorized_keys:ro`;
  const asComposeSecret = (): string => `--volume=${key}.pub:/run/secrets/authorized_keys:ro`;
  it.each<[string, EngineUnderTest, () => string]>([
    ["a file, in podman", PODMAN, asFile],
    ["a file, in docker", DOCKER, asFile],
    ["a secret of podman", PODMAN, () => "--secret=authorized_keys"],
    ["a secret as compose mounts it, in docker", DOCKER, asComposeSecret],
  ])("come from %s too, and are never written into home", async (_title, engine, option) => {
    if (engine === PODMAN) await engine.call("secret", "create", "authorized_keys", `${key}.pub`);
    try {
      const { port } = await withSsh(engine, { options: [option()], env: { AUTHORIZED_KEYS: "" } });
      expect((await ssh(port, { key, known }, "ls -A ~/.ssh 2>/dev/null; echo in")).stdout).toBe(
        "in\n",
      );
    } finally {
      if (engine === PODMAN) await engine.call("secret", "rm", "authorized_keys");
      rmSync(known, { force: true });
    }
  });
});

describe("a session", () => {
  it("forwards ports and copies files", async () => {
    const { container, port } = await withSsh(PODMAN, { env: { AUTHORIZED_KEYS: publicKey() } });
    const [far, near] = [await freePort(), await freePort()];
    const server = container.exec(
      "sh",
      "-c",
      `cd /tmp && echo hello > page && exec timeout 300 python3 -m http.server ${far} --bind 127.0.0.1`,
    );
    const tunnel = ssh(
      port,
      {
        key,
        known,
        options: ["-o", "ExitOnForwardFailure=yes", "-L", `127.0.0.1:${near}:127.0.0.1:${far}`],
      },
      "sleep 300",
    );
    const page = await until("the page through the tunnel", () =>
      fetch(`http://127.0.0.1:${near}/page`).then(
        (answer) => answer.text(),
        () => undefined,
      ),
    );
    expect(page).toBe("hello\n");
    const said = await run("scp", [
      "-F",
      "none",
      "-i",
      key,
      "-P",
      String(port),
      "-o",
      `UserKnownHostsFile=${known}`,
      "-o",
      "StrictHostKeyChecking=accept-new",
      `${key}.pub`,
      "dev@127.0.0.1:copied",
    ]);
    expect(said).toMatchObject({ code: 0 });
    expect(
      (await container.exec("sh", "-c", "stat -c '%a %u:%g' /home/dev/copied")).stdout,
    ).toMatch(/^6[46]4 1000:0\n$/);
    await container.remove();
    // Both end with the container.
    await Promise.all([server, tunnel]);
  });
});
