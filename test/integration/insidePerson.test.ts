import { chmod, chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { WELL, useLab } from "../inside/browser.ts";
import {
  PODMAN,
  jupyterOf,
  once,
  ssh,
  sshReady,
  until,
  type Said,
  type StartOptions,
} from "../inside/container.ts";
import { freePort } from "../fakes/freePort.ts";
import { insideWorld } from "../inside/world.ts";
import { engines } from "./engines.ts";

engines();
const { work, key, known, publicKey, started, withSsh } = insideWorld([PODMAN]);

/** A folder of the host, owned by these numbers, as a home. */
const homeOf = async (name: string, uid: number, gid: number): Promise<string> => {
  const folder = join(work, name);
  await mkdir(folder, { mode: 0o755 });
  await chown(folder, uid, gid);
  return folder;
};

/** A session with a terminal of kitty and a Korean locale. */
const fromKitty = (port: number, input: string, ...command: string[]): Promise<Said> =>
  ssh(
    port,
    { key, known, term: "xterm-kitty", options: ["-tt", "-oSetEnv=LC_ALL=ko_KR.UTF-8"], input },
    ...command,
  );

const EDIT = [
  "set -e; tput colors >/dev/null; locale 2>&1 | tr '\\n' ' '; locale charmap",
  "git config --global user.name dev; git config --global user.email dev@localhost",
  "git init --quiet work; cd work",
  "printf 'a\\n안녕\\n.\\nwq\\n' | vim -e -s hello.txt; cat hello.txt; git add .",
  // A session that stays: a server whose last one ends may still meet the next client, and go.
  "tmux new-session -d -s stays",
  // nano is git's editor: the message is typed into it, within tmux.
  "tmux new-session -d -s commit 'git commit'; sleep 2",
  "tmux send-keys -t commit first C-o Enter; sleep 1; tmux send-keys -t commit C-x",
  "for i in 1 2 3 4 5 6 7 8 9 10; do git --no-pager log --format=%s 2>/dev/null && break; sleep 0.5; done",
  "tmux new-session 'echo attached > attached'; cat attached; tmux kill-server",
  "for tool in less rsync wget unzip zip file jq htop ps ip git-lfs pip; do command -v $tool >/dev/null || echo no $tool; done",
].join("\n");

/** What people do in a notebook; `warnings` would end it. */
const CELL = `%pip --version
import warnings
warnings.filterwarnings("error", message="Glyph|IProgress")
import matplotlib.pyplot as plt
plt.title("한글 中文 日本語")
plt.savefig("figure.png")
from tqdm.auto import tqdm
print("answer", 2 * sum(tqdm(range(7))))`;

/** A library of one's own, a commit, and the cell in a kernel; what the cell printed comes last. */
const WORK = `set -e; cd ~
git config --global user.name dev; git config --global user.email dev@localhost
git init --quiet work; cd work
echo 'word = 42' >"$(python3 -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/mine.py"
cat >cell.py; git add cell.py; git commit --quiet -m first; git --no-pager log --format=%s
python3 -c 'import nbformat.v4 as n, nbformat
source = open("cell.py").read() + chr(10) + "import mine; print(mine.word)"
nbformat.write(n.new_notebook(cells=[n.new_code_cell(source)]), "work.ipynb")'
jupyter execute --inplace work.ipynb 2>/dev/null
python3 -c 'import nbformat
for out in nbformat.read("work.ipynb", 4).cells[0].outputs: print(out.get("text", ""), end="")'
file -b --mime-type figure.png; stat -c %u figure.png`;

/** Where a session is, and whether it finds uv, Jupyter's data and what Debian has for root. */
const WHERE =
  'echo "$HOME $VIRTUAL_ENV $PWD"; command -v uv; echo $JUPYTER_PATH; command -v sshd >/dev/null && echo system';

describe("a person", () => {
  it("works as an unknown user of group 0, read-only, in a home of another owner", async () => {
    const home = await homeOf("shared", 4242, 0);
    await chmod(home, 0o775);
    const said = await once(PODMAN, {
      options: [
        "--user=12345:0",
        "--read-only",
        "--tmpfs=/tmp:rw,mode=1777",
        `--volume=${home}:/home/dev`,
      ],
      env: { DL_ENV_PACKAGES: "home" },
      command: ["bash", "-c", WORK],
      input: CELL,
    });
    expect(said.stdout).toMatch(/^first\n[^]*answer 42\n42\nimage\/png\n12345\n$/);
    expect(said.stdout).toMatch(/^pip \d.+ from /m);
    expect(said.code).toBe(0);
  });

  it("logs in from kitty with a Korean locale, edits, commits, and works in a notebook", async () => {
    const [sshPort, port] = [await freePort(), await freePort()];
    const container = await started(PODMAN, {
      command: ["jupyter", "ssh"],
      env: { SSH_PORT: String(sshPort), JUPYTER_PORT: String(port), AUTHORIZED_KEYS: publicKey() },
    });
    await sshReady(sshPort);
    const said = await fromKitty(sshPort, "", EDIT);
    expect(said.stdout).toMatch(/LC_ALL=ko_KR\.UTF-8 UTF-8\r\n안녕\r\n/);
    expect(said.stdout).not.toMatch(/Cannot set|cannot change locale|^no /m);
    expect(said.stdout).toMatch(/first\r\n[^]*attached\r\n$/);
    const { url, token } = await jupyterOf(container, port);
    expect(await useLab(url, token, CELL)).toEqual(WELL);
  });

  it("is told by the first shell what stays and what is gone", async () => {
    const { port } = await withSsh(PODMAN, { options: ["--volume=/data"] });
    const said = await fromKitty(port, "exit\n");
    expect(said.stdout).toMatch(
      /\/home\/dev is gone with this container; [^]*\/opt\/venv, which is gone/,
    );
    const home = await homeOf("mine", 1000, 0);
    const kept = await withSsh(PODMAN, {
      options: [`--volume=${home}:/home/dev`],
      env: { DL_ENV_PACKAGES: "home" },
    });
    // The terminal echoes what is typed whenever it comes, also between two lines.
    const told = (await fromKitty(kept.port, "exit\n")).stdout;
    expect(told).toContain("/home/dev is a volume: what lies there stays.\r\n");
    expect(told).toContain("uv and pip install into /home/dev/.venv, and it stays.\r\n");
    // A terminal and a locale that the image lacks (macOS sends the latter), and a program.
    const strange = await ssh(kept.port, {
      key,
      known,
      term: "xterm-rio",
      options: ["-tt", "-oSetEnv=LC_CTYPE=UTF-8"],
      input: "echo term=$TERM; perl -e 1; nvcc\nexit\n",
    });
    expect(strange.stdout).toMatch(
      /does not know the terminal xterm-rio: [^]*not have the locale of LC_CTYPE=UTF-8[^]*term=xterm-256color\r\n/,
    );
    expect(strange.stdout).toContain("nvcc: command not found; it is in images of a devel flavor");
    expect(strange.stdout).not.toContain("perl: warning");
  });

  it.each<[string, string, (home: string) => StartOptions]>([
    [
      "with packages that stay",
      "/home/dev",
      (home) => ({ options: [`--volume=${home}:/home/dev`], env: { DL_ENV_PACKAGES: "home" } }),
    ],
    [
      "read-only",
      "/tmp/home-1000",
      () => ({ options: ["--read-only", "--tmpfs=/tmp:rw,mode=1777"] }),
    ],
  ])(
    "meets the same home, environment and programs by ssh, in login shells and by exec: %s",
    async (_how, home, given) => {
      const { container, port } = await withSsh(
        PODMAN,
        given(await homeOf(`same${home.replaceAll("/", "-")}`, 1000, 0)),
      );
      const seen = [
        await ssh(port, { key, known }, WHERE),
        await ssh(port, { key, known }, `bash -lc '${WHERE}'`),
        await container.exec("bash", "-lc", WHERE),
      ].map(({ stdout }) => stdout);
      const expected = `${home} ${home}/.venv ${home}\n/opt/venv/bin/uv\n/opt/venv/share/jupyter\nsystem\n`;
      expect(seen).toEqual([expected, expected, expected]);
    },
  );
});

describe("a command that is neither a service nor a program", () => {
  it("is named, with what a service is", async () => {
    expect(await once(PODMAN, { command: ["jupiter", "lab"] })).toMatchObject({
      code: 127,
      stderr: "dl-env: jupiter is neither a service (jupyter, ssh) nor a program of this image.\n",
    });
  });
});

describe("a home", () => {
  it("that is a volume and cannot be written is refused with what mends it, which mends it", async () => {
    const home = await homeOf("others", 4242, 4242);
    const mounted = [`--volume=${home}:/home/dev`];
    for (const command of [["true"], ["jupyter"]]) {
      const said = await once(PODMAN, { options: mounted, command });
      expect(said).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(
          /^dl-env: the volume at \/home\/dev belongs to uid 4242, gid 4242, mode 755, and uid 1000, gid 0 cannot write there\. .+ --user 0 --entrypoint chown .+ -R 1000:0 \/home\/dev;.+\n$/,
        ),
      });
    }
    const asRoot = await once(PODMAN, {
      options: ["--user=0", ...mounted],
      command: ["jupyter"],
    });
    expect(asRoot).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("dev (uid 1000, gid 0) cannot write there"),
    });
    await once(PODMAN, {
      options: ["--user=0", "--entrypoint=chown", ...mounted],
      command: ["-R", "1000:0", "/home/dev"],
    });
    const mended = await once(PODMAN, {
      options: mounted,
      command: ["sh", "-c", "touch x && echo $HOME"],
    });
    expect(mended).toMatchObject({ code: 0, stdout: "/home/dev\n", stderr: "" });
  });

  it("that is none is said, and ssh sessions have the same", async () => {
    const { container, port } = await withSsh(PODMAN, {
      options: ["--read-only", "--tmpfs=/tmp:rw,mode=1777"],
    });
    expect(
      (await ssh(port, { key, known }, "echo $HOME; touch $HOME/x && echo written")).stdout,
    ).toBe("/tmp/home-1000\nwritten\n");
    expect(await container.logs()).toMatch(
      /dl-env: uid 1000, gid 0 cannot write \/home\/dev: HOME is \/tmp\/home-1000, which is gone/,
    );
  });

  it("keeps packages from one container to the next, also for an unknown user of group 0", async () => {
    const home = await homeOf("group", 12345, 0);
    const given = {
      options: ["--user=12345:0", `--volume=${home}:/home/dev`],
      env: { DL_ENV_PACKAGES: "home" },
    };
    const install =
      "set -e; cd $VIRTUAL_ENV/lib/python3*/site-packages; echo 'word = 42' >mine.py; command -v pip; pip --version";
    const first = await once(PODMAN, { ...given, command: ["sh", "-c", install] });
    expect(first.stdout).toMatch(/^\/home\/dev\/\.venv\/bin\/pip\npip \d/);
    const second = await until("the second container", () =>
      once(PODMAN, {
        ...given,
        command: ["python3", "-c", "import mine, numpy, sys; print(mine.word, sys.prefix)"],
      }),
    );
    expect(second).toMatchObject({ code: 0, stdout: "42 /home/dev/.venv\n" });
    // What `uv venv` makes in a home has that name, and sees nothing of the image.
    const own =
      "cd; rm -r .venv; /opt/venv/bin/python3 -m venv --without-pip .venv; exec dl-env-entrypoint python3 -c 'import numpy, sys; print(sys.prefix)'";
    const third = await once(PODMAN, { ...given, command: ["bash", "-c", own] });
    expect(third.stdout).toMatch(/^\/home\/dev\/\.venv-3\.\d+\n$/);
  });
});
