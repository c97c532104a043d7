import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { staticFindings } from "../../src/smoke/static.ts";
import { folderView } from "../../src/smoke/static/folder.ts";
import { realSystem } from "../../src/system/real.ts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freePort, jupyterOf, once, run, ssh, sshReady, start, status, until } from "../inside/container.ts";
import type { Container, StartOptions } from "../inside/container.ts";
import { imageUnderTest } from "../inside/image.ts";
import type { ImageUnderTest } from "../inside/image.ts";

const work = mkdtempSync(join(tmpdir(), "dl-env-ssh-"));
const key = join(work, "key");
const known = join(work, "known");
const other = join(work, "other");
const askpass = join(work, "askpass");
const publicKey = (): string => readFileSync(`${key}.pub`, "utf8").trim();

let image: ImageUnderTest;
const running: Container[] = [];
// Compiled modules shared by the containers of this file: without, each Jupyter takes seconds to compile the same.
const compiled = mkdtempSync(join(tmpdir(), "dl-env-pycache-"));
const started = async (given: StartOptions): Promise<Container> => {
  const options = [...(given.options ?? []), `--volume=${compiled}:/pycache`];
  const container = await start(image, { ...given, options, env: { PYTHONPYCACHEPREFIX: "/pycache", ...given.env } });
  running.push(container);
  return container;
};

beforeAll(async () => {
  chmodSync(compiled, 0o1777);
  for (const file of [key, other]) execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
  image = await imageUnderTest();
});
afterEach(async () => {
  for (const container of running.splice(0)) await container.remove();
  rmSync(known, { force: true });
});
afterAll(async () => {
  await image?.close();
  for (const folder of [work, compiled]) rmSync(folder, { recursive: true, force: true });
});

/** Certificates of this machine for uv in a container, where they are not the usual ones. */
const network = (): StartOptions => {
  const file = process.env["SSL_CERT_FILE"];
  const passed = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(?:UV_(?:DEFAULT_INDEX|INDEX_URL|INDEX)|HTTPS?_PROXY|NO_PROXY)$/i.test(name))) as Record<string, string>;
  return file === undefined ? { env: passed } : { options: [`--volume=${file}:/ca.pem:ro`], env: { ...passed, SSL_CERT_FILE: "/ca.pem" } };
};

describe("a command", () => {
  it("runs as dev with umask 002, and its status is the container's", async () => {
    const said = await once(image, { command: ["sh", "-c", "id -u; id -g; umask; which python3 uv; exit 7"] });
    expect(said).toMatchObject({ code: 7, stdout: "1000\n0\n0002\n/opt/venv/bin/python3\n/opt/venv/bin/uv\n" });
  });
  it("is bash when none is given", async () => {
    expect(await once(image, { input: "echo $0-$((6*7))\n" })).toMatchObject({ code: 0, stdout: "bash-42\n" });
  });
  it("gets signals, and its orphans are reaped", async () => {
    const container = await started({ command: ["sh", "-c", "trap 'exit 3' TERM; for i in 1 2 3 4 5; do (sleep 0.1 & ); done; sleep 1; touch /tmp/ready; while :; do sleep 0.1; done"] });
    await until("the orphans' end", async () => ((await container.exec("test", "-e", "/tmp/ready")).code === 0 ? true : undefined));
    expect((await container.exec("sh", "-c", "cat /proc/[0-9]*/stat | grep -c ') Z ' || true")).stdout.trim()).toBe("0");
    const began = Date.now();
    await container.podman("stop", "--time", "20", container.id);
    expect(Date.now() - began).toBeLessThan(5000);
    expect((await container.podman("inspect", container.id, "--format", "{{.State.ExitCode}}")).stdout.trim()).toBe("3");
  });
});

describe("what is refused takes one sentence and status 2", () => {
  it.each<[string, StartOptions, RegExp]>([
    ["ssh without keys", { command: ["ssh"] }, /^dl-env: ssh needs a public key: .+ AUTHORIZED_KEYS\.\n$/],
    ["ssh with something that is no key", { command: ["ssh"], env: { AUTHORIZED_KEYS: "password123" } }, /^dl-env: ssh needs a public key/],
    ["ssh as some other user", { command: ["ssh"], options: ["--user=12345:0"], env: { AUTHORIZED_KEYS: "x" } }, /^dl-env: ssh starts only as root or as the user dev, not as uid 12345: .+\n$/],
    ["a service that there is not", { env: { DL_ENV_SERVICES: "jupyter,vnc" } }, /^dl-env: "vnc" is not a service: .+\n$/],
    ["an empty token file", { command: ["jupyter"], env: { JUPYTER_TOKEN_FILE: "/dev/null" } }, /^dl-env: \/dev\/null holds no token .+\n$/],
  ])("%s", async (_title, given, sentence) => {
    const said = await once(image, given);
    expect(said.stderr).toMatch(sentence);
    expect(said.code).toBe(2);
  });
});

describe("ssh", () => {
  const services = async (given: StartOptions = {}): Promise<{ container: Container; port: number }> => {
    const port = await freePort();
    const container = await started({ command: ["ssh"], ...given, env: { SSH_PORT: String(port), AUTHORIZED_KEYS: publicKey(), ...given.env } });
    await sshReady(port).catch(async (error: unknown) => {
      throw new Error(`${String(error)}: ${await container.logs()}`);
    });
    return { container, port };
  };

  it.each([["dev", []], ["root", ["--user=0"]]])("started as %s lets dev in with the key, with the image's Python, umask 002 and a terminal", async (_who, options) => {
    const { port } = await services({ options, env: { TZ: "Europe/Berlin", SSH_ENV: "HF_HOME", HF_HOME: "/data", SECRET: "no" } });
    const said = await ssh(port, { key, known }, "id -un; umask; which python3 uv; echo $TZ $HF_HOME ${SECRET-unset}; date +%Z");
    expect(said.stdout).toMatch(/^dev\n0002\n\/opt\/venv\/bin\/python3\n\/opt\/venv\/bin\/uv\nEurope\/Berlin \/data unset\nCES?T\n$/);
    expect((await ssh(port, { key, known, options: ["-tt"] }, "tty; bash -lc umask")).stdout).toMatch(/^\/dev\/pts\/\d+\r\n0002\r\n$/);
  });

  it("lets nobody in with a password, an empty password, a wrong key or as root", async () => {
    const { port } = await services({ options: ["--user=0"] });
    const refused = { code: 255, stdout: "", stderr: expect.stringMatching(/Permission denied \(publickey\)/) };
    for (const answer of ["dev", "password", ""]) {
      writeFileSync(askpass, `#!/bin/sh\necho '${answer}'\n`);
      chmodSync(askpass, 0o700);
      for (const method of ["password", "keyboard-interactive"]) {
        expect(await ssh(port, { known, askpass, options: ["-o", "PubkeyAuthentication=no", "-o", `PreferredAuthentications=${method}`] }, "id")).toMatchObject(refused);
      }
    }
    expect(await ssh(port, { key: other, known }, "id")).toMatchObject(refused);
    expect(await ssh(port, { key, known, user: "root" }, "id")).toMatchObject(refused);
    expect(await ssh(port, { known }, "id")).toMatchObject(refused);
    expect((await ssh(port, { key, known }, "id -u")).stdout).toBe("1000\n");
  });

  it("takes keys from a mounted file and from a secret too, and never writes them into home", async () => {
    await image.podman.call("secret", "create", "authorized_keys", `${key}.pub`);
    try {
      for (const options of [[`--volume=${key}.pub:/etc/ssh/authorized_keys:ro`], ["--secret=authorized_keys"]]) {
        const { port } = await services({ options, env: { AUTHORIZED_KEYS: "" } });
        expect((await ssh(port, { key, known }, "ls -A ~/.ssh 2>/dev/null; echo in")).stdout).toBe("in\n");
        rmSync(known, { force: true });
      }
    } finally {
      await image.podman.call("secret", "rm", "authorized_keys");
    }
  });

  it("has host keys of its own in each container, and keeps them on a volume", async () => {
    const fingerprint = async (options: string[]): Promise<string> => {
      const { container, port } = await services({ options });
      const said = await run("ssh-keyscan", ["-t", "ed25519", "-p", String(port), "127.0.0.1"]);
      await container.remove();
      return said.stdout.split(" ")[2] ?? "";
    };
    const [one, two] = [await fingerprint([]), await fingerprint([])];
    expect(one).toMatch(/^AAAA/);
    expect(one).not.toBe(two);
    const volume = ["--volume=dl-env-host-keys:/etc/ssh/keys"];
    expect(await fingerprint(volume)).toBe(await fingerprint(volume));
  });

  it("keeps a tmux session over a reconnect", async () => {
    const { port } = await services();
    expect((await ssh(port, { key, known }, "tmux new-session -d -s work 'bash --norc' && tmux send-keys -t work 'export KEPT=$((6*7))' Enter")).code).toBe(0);
    await ssh(port, { key, known }, "tmux send-keys -t work 'echo kept-$KEPT' Enter");
    const seen = await until("the session's answer", async () => ((await ssh(port, { key, known }, "tmux capture-pane -p -t work")).stdout.includes("kept-42") ? true : undefined));
    expect(seen).toBe(true);
  });

  it("forwards ports and copies files", async () => {
    const { container, port } = await services();
    const [far, near] = [await freePort(), await freePort()];
    const server = container.exec("sh", "-c", `cd /tmp && echo hello > page && exec timeout 60 python3 -m http.server ${far} --bind 127.0.0.1`);
    const tunnel = ssh(port, { key, known, options: ["-o", "ExitOnForwardFailure=yes", "-L", `127.0.0.1:${near}:127.0.0.1:${far}`] }, "sleep 8");
    const page = await until("the page through the tunnel", () => fetch(`http://127.0.0.1:${near}/page`).then((answer) => answer.text(), () => undefined));
    expect(page).toBe("hello\n");
    const said = await run("scp", ["-F", "none", "-i", key, "-P", String(port), "-o", `UserKnownHostsFile=${known}`, "-o", "StrictHostKeyChecking=accept-new", `${key}.pub`, "dev@127.0.0.1:copied"]);
    expect(said).toMatchObject({ code: 0 });
    expect((await container.exec("sh", "-c", "stat -c '%a %u:%g' /home/dev/copied")).stdout).toMatch(/^6[46]4 1000:0\n$/);
    await container.remove();
    await Promise.all([server, tunnel]);
  });
});

describe("both services", () => {
  it.each([["dev", []], ["root", ["--user=0"]]])("as %s end within 5 s of SIGTERM, with a kernel and an open session that ignores it", async (_who, options) => {
    const [sshPort, port] = [await freePort(), await freePort()];
    const container = await started({ command: ["jupyter", "ssh"], options, env: { SSH_PORT: String(sshPort), JUPYTER_PORT: String(port), AUTHORIZED_KEYS: publicKey() } });
    const { url, token } = await jupyterOf(container, port);
    await sshReady(sshPort);
    const open = ssh(sshPort, { key, known }, "trap '' TERM HUP; sleep 600");
    const kernel = await fetch(`${url}/api/kernels`, { method: "POST", headers: { Authorization: `token ${token}` } });
    expect(kernel.status).toBe(201);
    await until("the session", async () => ((await container.exec("pgrep", "-f", "sleep 600")).code === 0 ? true : undefined));
    const owner = (await container.exec("ps", "-o", "user=", "-C", "python3")).stdout.trim().split("\n");
    expect(new Set(owner)).toEqual(new Set(["dev"]));
    const began = Date.now();
    await container.podman("stop", "--time", "30", container.id);
    expect(Date.now() - began).toBeLessThan(5000);
    // 143: all ended in time; 137: something did not, and went with the container after four seconds.
    expect((await container.podman("inspect", container.id, "--format", "{{.State.ExitCode}}")).stdout.trim()).toMatch(/^1(?:43|37)$/);
    expect((await open).code).not.toBe(0);
  });

  it("beside a command end with it, and its status is the container's", async () => {
    const [sshPort, port] = [await freePort(), await freePort()];
    const began = Date.now();
    const said = await once(image, { command: ["sh", "-c", "sleep 1; exit 9"], env: { DL_ENV_SERVICES: "ssh,jupyter", SSH_PORT: String(sshPort), JUPYTER_PORT: String(port), AUTHORIZED_KEYS: publicKey() } });
    expect(said.code).toBe(9);
    expect(Date.now() - began).toBeLessThan(9000);
  });

  it("end the container when one of them ends by itself", async () => {
    const [sshPort, port] = [await freePort(), await freePort()];
    const container = await started({ command: ["jupyter", "ssh"], env: { SSH_PORT: String(sshPort), JUPYTER_PORT: String(port), AUTHORIZED_KEYS: publicKey() } });
    await jupyterOf(container, port);
    await container.exec("pkill", "-KILL", "-f", "jupyterlab");
    expect((await container.podman("wait", container.id)).stdout.trim()).toBe("1");
    expect(await container.logs()).toMatch(/dl-env: jupyter ended with status 137/);
  });
});

describe("the Jupyter token", () => {
  it("is random, printed once, in a file of mode 0600, and in nobody's arguments", async () => {
    const ports = [await freePort(), await freePort()];
    const containers = await Promise.all(ports.map((port) => started({ command: ["jupyter"], env: { JUPYTER_PORT: String(port) } })));
    const found = [];
    for (const [index, container] of containers.entries()) found.push(await jupyterOf(container, ports[index]!));
    expect(found[0]!.token).not.toBe(found[1]!.token);
    const [container] = containers;
    const file = (await container!.exec("sh", "-c", "ls /run/dl-env/jupyter-token /tmp/dl-env-1000/jupyter-token 2>/dev/null")).stdout.trim();
    expect((await container!.exec("stat", "-c", "%a %u", file)).stdout.trim()).toBe("600 1000");
    expect((await container!.exec("sh", "-c", "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'")).stdout).not.toContain(found[0]!.token);
    await container!.podman("restart", "--time", "5", container!.id);
    await jupyterOf(container!, ports[0]!);
    expect((await container!.logs()).split(found[0]!.token).length - 1).toBe(1);
    expect(await status(`${found[0]!.url}/api/contents`, found[0]!.token)).toBe(200);
  });
  it("opens what is refused without it, and only on loopback", async () => {
    const port = await freePort();
    const container = await started({ command: ["jupyter"], env: { JUPYTER_PORT: String(port) } });
    const { url, token } = await jupyterOf(container, port);
    expect([await status(`${url}/api/contents`), await status(`${url}/api/contents`, "wrong"), await status(`${url}/api/contents`, ""), await status(`${url}/api/contents`, token)]).toEqual([403, 403, 403, 200]);
    const listening = (await container.exec("python3", "-c", "print(open('/proc/net/tcp').read())")).stdout;
    const hex = port.toString(16).toUpperCase().padStart(4, "0");
    expect(listening).toContain(`0100007F:${hex} 00000000:0000 0A`);
    expect(listening).not.toContain(`00000000:${hex} 00000000:0000 0A`);
    const answer = await fetch(`${url}/api/contents`, { headers: { Origin: "https://elsewhere.example" } });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
  it("may be one's own, from the environment or a file, and is then not printed", async () => {
    const port = await freePort();
    const container = await started({ command: ["jupyter"], env: { JUPYTER_PORT: String(port), JUPYTER_TOKEN: "my-own-token-for-this" } });
    await until("an answer", () => fetch(`http://127.0.0.1:${port}/api`).then((answer) => (answer.ok ? true : undefined), () => undefined));
    expect(await status(`http://127.0.0.1:${port}/api/contents`, "my-own-token-for-this")).toBe(200);
    expect(await container.logs()).not.toContain("my-own-token-for-this");
  });
});

describe("a browser", () => {
  const browserPath = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) => {
    try {
      return [execFileSync("sh", ["-c", 'command -v "$0"', name], { encoding: "utf8" }).trim()];
    } catch {
      return [];
    }
  })[0];

  it("opens JupyterLab with the token, runs a cell, and is asked for the token without", async () => {
    if (browserPath === undefined) throw new Error("This test needs a browser. Type: apt-get install chromium");
    const port = await freePort();
    const container = await started({ command: ["jupyter"], env: { JUPYTER_PORT: String(port) } });
    const { url, token } = await jupyterOf(container, port);
    const notebook = { cells: [{ cell_type: "code", execution_count: null, id: "one", metadata: {}, outputs: [], source: "import numpy\nprint('answer', int(numpy.full(6, 7).sum()))" }], metadata: { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } }, nbformat: 4, nbformat_minor: 5 };
    const put = await fetch(`${url}/api/contents/cell.ipynb`, { method: "PUT", headers: { Authorization: `token ${token}`, "content-type": "application/json" }, body: JSON.stringify({ type: "notebook", content: notebook }) });
    expect(put.status).toBe(201);
    const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
    try {
      const stranger = await (await browser.newContext()).newPage();
      await stranger.goto(`${url}/lab`);
      expect(new URL(stranger.url()).pathname).toBe("/login");
      await stranger.goto(`${url}/lab?token=wrong`);
      expect(new URL(stranger.url()).pathname).toBe("/login");
      expect(await stranger.locator(".jp-NotebookPanel, #jp-main-dock-panel").count()).toBe(0);

      const page = await (await browser.newContext()).newPage();
      const elsewhere: string[] = [];
      page.on("request", (request) => void (/^https?:/.test(request.url()) && !request.url().startsWith(url) && elsewhere.push(request.url())));
      await page.goto(`${url}/lab/tree/cell.ipynb?token=${token}`);
      await page.locator(".jp-NotebookPanel .jp-CodeCell .cm-content").first().click({ timeout: 60_000 });
      // Before its kernel is connected, a cell that is run asks for one.
      await page.locator("#jp-main-statusbar", { hasText: "Python 3 (ipykernel) | Idle" }).waitFor({ timeout: 60_000 });
      await page.locator('.jp-NotebookPanel-toolbar [data-command="notebook:run-cell-and-select-next"]').first().click();
      await page.locator(".jp-OutputArea-output", { hasText: "answer 42" }).waitFor({ timeout: 60_000 });
      expect(elsewhere).toEqual([]);
      expect(await page.getByText("official Jupyter news").count()).toBe(0);
    } finally {
      await browser.close();
    }
  });
});

describe("every mode", () => {
  const RESTRICTED = ["--user=10001:10001", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--read-only", "--read-only-tmpfs=false", "--tmpfs=/tmp:rw,mode=1777"];
  it.each<[string, string[]]>([
    ["dev", []],
    ["root", ["--user=0"]],
    ["an unknown user in group 0", ["--user=12345:0"]],
    ["an unknown user in a group of its own", ["--user=12345:12345"]],
    ["a read-only root with a tmpfs", ["--read-only", "--read-only-tmpfs=false", "--tmpfs=/tmp:rw,mode=1777"]],
    ["Kubernetes' restricted profile", RESTRICTED],
    ["a user namespace, as rootless podman has one", ["--uidmap=0:100000:65536", "--gidmap=0:100000:65536"]],
    ["root of a user namespace", ["--user=0", "--uidmap=0:100000:65536", "--gidmap=0:100000:65536"]],
    ["root without the right to become another user", ["--user=0", "--cap-drop=SETUID", "--cap-drop=SETGID"]],
    ["a home that is a volume", ["--volume=/home/dev"]],
  ])("serves JupyterLab as %s", async (_title, options) => {
    const port = await freePort();
    const container = await started({ command: ["jupyter"], options, env: { JUPYTER_PORT: String(port) } });
    const { url, token } = await jupyterOf(container, port);
    expect(await status(`${url}/lab?token=${token}`)).toBe(200);
    expect(await status(`${url}/lab`)).toBe(302);
    const kernel = await fetch(`${url}/api/kernels`, { method: "POST", headers: { Authorization: `token ${token}` } });
    expect(kernel.status).toBe(201);
  });

  it("lets dev in by ssh with a read-only root", async () => {
    const port = await freePort();
    await started({ command: ["ssh"], options: ["--read-only", "--read-only-tmpfs=false", "--tmpfs=/tmp:rw,mode=1777", "--cap-drop=ALL", "--security-opt=no-new-privileges"], env: { SSH_PORT: String(port), AUTHORIZED_KEYS: publicKey() } });
    await sshReady(port);
    expect((await ssh(port, { key, known }, "id -un; python3 -c 'import numpy; print(1)'")).stdout).toBe("dev\n1\n");
  });

  it("installs into /opt/venv as an unknown user in group 0, at once", async () => {
    const { options = [], env = {} } = network();
    const script = "set -e; uv pip install --quiet iniconfig; python3 -c 'import iniconfig; print(iniconfig.__file__)'; stat -c '%u %g %a' /opt/venv/lib/python3/site-packages/iniconfig/__init__.py; uv pip uninstall --quiet numpy; python3 -c 'import numpy' 2>/dev/null || echo gone";
    const said = await once(image, { options: [...options, "--user=12345:0"], env, command: ["sh", "-c", script] });
    expect(said.stdout).toMatch(/^\/opt\/venv\/lib\/python3[.\d]*\/site-packages\/iniconfig\/__init__\.py\n12345 0 664\ngone\n$/);
  });

  it("tells other users where they install, and what lies in /opt/venv stays in reach", async () => {
    const { options = [], env = {} } = network();
    const said = await once(image, { options: [...options, "--user=12345:12345"], env, command: ["sh", "-c", "uv pip install --quiet iniconfig && python3 -c 'import iniconfig, numpy; print(iniconfig.__file__, numpy.__file__)'"] });
    expect(said.stderr).toMatch(/^dl-env: \/opt\/venv is read-only for uid 12345, gid 12345: .+\.venv/);
    expect(said.stdout).toMatch(/\/home-12345\/\.venv\/lib\/python3[.\d]*\/site-packages\/iniconfig\/__init__\.py \/opt\/venv\/lib\//);
  });

  it("changes no owner in /opt/venv", async () => {
    const look = "find /opt/venv ! -uid 0 -o ! -gid 0 | grep -v __pycache__ | head -3";
    for (const options of [[], ["--user=0"], ["--user=12345:0"]]) expect((await once(image, { options, command: ["sh", "-c", look] })).stdout).toBe("");
  });
});

describe("static checks", () => {
  const expected = { cuda: "12.8", labels: { cuda: "io.github.dl-env.cuda", wheelCuda: "io.github.dl-env.cuda.wheels" }, imports: ["numpy", "zmq", "tornado"], gpus: [], architectures: [], sudo: false };
  /** What NVIDIA's base would have set. */
  const BASE = { NVIDIA_VISIBLE_DEVICES: "all", NVIDIA_DRIVER_CAPABILITIES: "compute,utility" };

  it("find nothing wrong with this image, and what a container adds to it", async () => {
    const [inspected] = JSON.parse(await image.podman.call("image", "inspect", image.reference)) as [{ Config: { Env: string[]; Entrypoint: string[]; Cmd: string[]; User: string } }];
    const { Env, Entrypoint, Cmd, User } = inspected.Config;
    const env = { ...BASE, ...Object.fromEntries(Env.map((pair): [string, string] => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)])) };
    const config = { env, entrypoint: Entrypoint, cmd: Cmd, user: User, labels: {}, history: [] };
    const { files } = realSystem();
    const folder = await image.podman.call("image", "mount", image.reference);
    try {
      const view = await folderView(files, folder, config);
      expect(view.entries.size).toBeGreaterThan(5000);
      expect(await staticFindings(view, expected)).toEqual([]);
    } finally {
      await image.podman.call("image", "unmount", image.reference);
    }
    const port = await freePort();
    const container = await started({ command: ["ssh"], options: ["--user=0"], env: { SSH_PORT: String(port), AUTHORIZED_KEYS: publicKey() } });
    await sshReady(port);
    const lived = (await container.podman("mount", container.id)).stdout.trim();
    const found = await staticFindings(await folderView(files, lived, config), expected);
    expect([...new Set(found.map(({ code }) => code))]).toEqual(["host-key", "authorized-key"]);
    await container.podman("unmount", container.id);
  });
});

describe("dl-env-check", () => {
  it("runs the image's probes, and says what of a GPU it sees", async () => {
    const said = await once(image, { command: ["dl-env-check", "--json"] });
    const { rows, host } = JSON.parse(said.stdout) as { rows: { library: string; status: string }[]; host: { devices: string[] } };
    expect(rows.map((row) => `${row.library} ${row.status}`)).toEqual(["jupyterlab ok", "jupyterlab ok", "jupyterlab ok", "numpy ok", "numpy ok", "numpy ok", "uv ok"]);
    expect(host.devices).toEqual([]);
    expect(said.code).toBe(0);
  });
  it("lists the wheels with version and licence", async () => {
    const rows = JSON.parse((await once(image, { command: ["dl-env-check", "--licences", "--json"] })).stdout) as { name: string; version: string; licence: string }[];
    expect(rows.find((row) => row.name === "numpy")?.licence).toMatch(/BSD/);
    expect(rows.filter((row) => row.version === "" || row.licence === "")).toEqual([]);
  });
});

