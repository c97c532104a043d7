import { describe, expect, it } from "vitest";
import { DOCKER, PODMAN, once, ssh, sshReady, type Container } from "../inside/container.ts";
import { insideWorld } from "../inside/world.ts";
import { engines } from "./engines.ts";

engines();
const { key, known, publicKey, withSsh } = insideWorld([PODMAN, DOCKER]);

/** Every name that a start as root, a shell of root's or a check by root could look up. */
const NAMES =
  "id tr cat mkdir stat printenv ssh-keygen setpriv env bash sh sleep dd rm chmod chown od touch true grep ls uname tty tput dircolors lesspipe python3 python sshd tini";

/**
 * As dev: programs of those names in the environment and at home, which tell when root runs them
 * and then do what they should.
 */
const PLANT = `
set -e
mkdir -p /home/dev/bin
for name in ${NAMES}; do
  for folder in /opt/venv/bin /home/dev/bin; do
    real=$(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v $name || echo /usr/bin/true)
    [ "$name" != python3 ] || continue
    rm -f $folder/$name
    printf '#!/bin/dash\\n[ "$(/usr/bin/id -u)" != 0 ] || echo %s >>/etc/root-ran\\nexec %s "$@"\\n' "$folder/$name" "$real" >$folder/$name
    /usr/bin/chmod 755 $folder/$name
  done
done
for file in .bashrc .profile .bash_profile .bash_login .bash_logout; do echo 'echo rc >>/etc/root-ran' >/home/dev/$file; done
`;

/** What root ran of what dev planted; empty when nothing. */
const ranByRoot = async (container: Container): Promise<string> =>
  (await container.exec("/bin/cat", "/etc/root-ran")).stdout;

const restarted = async (container: Container, port?: number): Promise<void> => {
  await container.engine.call("restart", "--time", "2", container.id);
  if (port !== undefined) await sshReady(port);
};

describe.each([PODMAN, DOCKER])("dev of a container that $title started as root", (engine) => {
  it("becomes root neither at a restart nor in a shell that root opens, whatever programs dev plants", async () => {
    const { container, port } = await withSsh(engine, { options: ["--user=0"] });
    const planted = await ssh(port, { key, known, input: PLANT }, "/bin/bash -s");
    expect(planted).toMatchObject({ code: 0, stderr: "" });
    // What the planted ones would do is seen to work: root runs one by its full name.
    await container.exec("/opt/venv/bin/tr", "a", "b");
    expect(await ranByRoot(container)).toBe("/opt/venv/bin/tr\n");
    await container.exec("/bin/rm", "/etc/root-ran");

    await restarted(container, port);
    for (const words of [
      ["bash", "-c", "true"],
      ["bash", "-lc", "id -u; ls /"],
      ["bash", "-ic", "id -u"],
      ["sh", "-lc", "id -u; tr a b </dev/null"],
      ["dl-env-check", "--library", "numpy"],
    ]) {
      const said = await engine.say("exec", "--user=0", container.id, ...words);
      expect(said).toMatchObject({ code: 0 });
    }
    expect(await ranByRoot(container)).toBe("");
    expect((await ssh(port, { key, known }, "/usr/bin/id -un")).stdout).toBe("dev\n");
  });

  it.each([
    ["a link at the public key", "ln -s /etc/passwd", "ssh_host_ed25519_key.pub"],
    ["a link at the private key", "ln -s /etc/shadow", "ssh_host_ed25519_key"],
    ["a link to a file that is to be made", "ln -s /etc/new-file", "ssh_host_ed25519_key"],
    ["a pipe", "mkfifo", "ssh_host_ed25519_key"],
  ])("does not lead root by %s where host keys are kept", async (_what, make, name) => {
    const { container, port } = await withSsh(engine, { options: ["--user=0"] });
    const passwd = (await container.exec("/bin/cat", "/etc/passwd")).stdout;
    const path = `/etc/ssh/keys/${name}`;
    const planted = await ssh(port, { key, known }, `rm -f /etc/ssh/keys/*; ${make} ${path}`);
    expect(planted.code).toBe(0);
    await container.engine.call("restart", "--time", "2", container.id);
    const status = await container.engine.say("wait", container.id);
    expect(status.stdout.trim()).toBe("2");
    expect(await container.logs()).toContain(`${path} is not a file of its own`);
    const copied = await container.engine.say("cp", `${container.id}:/etc/passwd`, "-");
    expect(copied.stdout).toContain(passwd);
    const made = await container.engine.say("cp", `${container.id}:/etc/new-file`, "-");
    expect(made.code).not.toBe(0);
  });

  it("reads no secret of root's by a link at a file of keys or of a token", async () => {
    const { container, port } = await withSsh(engine, {
      command: ["ssh", "jupyter"],
      options: ["--user=0"],
      env: {
        AUTHORIZED_KEYS_FILE: "/home/dev/more-keys",
        JUPYTER_TOKEN_FILE: "/home/dev/token",
        JUPYTER_PORT: "0",
      },
    });
    const script =
      "echo >/home/dev/more-keys; ln -sf /etc/shadow /home/dev/more-keys; ln -sf /etc/shadow /home/dev/token";
    expect((await ssh(port, { key, known }, script)).code).toBe(0);
    await container.engine.call("restart", "--time", "2", container.id);
    await container.engine.say("wait", container.id);
    for (const file of ["authorized_keys", "jupyter-token"]) {
      const copied = await container.engine.say("cp", `${container.id}:/run/dl-env/${file}`, "-");
      expect(copied.stdout).not.toContain("root:");
    }
    expect(await container.logs()).toMatch(/holds no token that uid 0 can read|may not read/);
  });

  it("finds sshd's settings and the host key closed to group and others", async () => {
    const { container, port } = await withSsh(engine, {
      options: ["--user=0"],
      env: { SSH_ENV: "API_KEY", API_KEY: "hush" },
    });
    const modes = await container.exec(
      "/usr/bin/stat",
      "-c",
      "%a %u",
      "/run/dl-env/sshd_config",
      "/run/dl-env/ssh_host_ed25519_key",
      "/etc/ssh/keys/ssh_host_ed25519_key",
    );
    expect(modes.stdout).toBe("600 0\n600 0\n600 0\n");
    const read = await ssh(port, { key, known }, "cat /run/dl-env/sshd_config; echo $API_KEY");
    expect(read.stdout).toBe("hush\n");
  });
});

describe("settings given at start", () => {
  it.each([
    ["SSH_PORT", "22\nPermitRootLogin yes", /SSH_PORT is "22\nPermitRootLogin yes", not a port/],
    ["SSH_PORT", "22 x", /SSH_PORT is "22 x", not a port/],
    ["SSH_ENV", "A=1", /SSH_ENV names "A=1", which is not a variable's name/],
  ])("%s cannot add settings to sshd: %j", async (name, value, message) => {
    const said = await once(PODMAN, {
      options: ["--user=0"],
      env: {
        AUTHORIZED_KEYS: publicKey(),
        [name]: value,
        ...(name === "SSH_PORT" ? {} : { SSH_PORT: "1" }),
      },
      command: ["ssh"],
    });
    expect(said.code).not.toBe(0);
    expect(said.stderr).toMatch(message);
  });

  it("keep dev's files out of root's shells on a read-only root", async () => {
    const said = await once(PODMAN, {
      options: [
        "--user=0",
        "--read-only",
        "--read-only-tmpfs=false",
        "--tmpfs=/tmp",
        "--volume=/home/dev",
      ],
      command: ["sh", "-c", "echo $HOME"],
    });
    expect(said.stdout).toMatch(/^(?:\/root|\/tmp\/home-0)\n$/);
  });
});
