import { describe, expect, it } from "vitest";
import { staticFindings } from "../../src/inspect/staticChecks.ts";
import { EXPECTED, goodImage, viewOf, type Fixture } from "./images.ts";
import { env, put, replace } from "./seeded.ts";

const history = (text: string) => (image: Fixture) =>
  void (image.config = { ...image.config, history: [...image.config.history, text] });
const command =
  (...cmd: string[]) =>
  (image: Fixture) =>
    void (image.config = { ...image.config, cmd });
const label = (name: string, value: string) => (image: Fixture) =>
  void (image.config = { ...image.config, labels: { ...image.config.labels, [name]: value } });
const script = (text: string) => put("/usr/local/bin/run.sh", `#!/bin/bash\n${text}\n`, 0o755);

/**
 * Ways in which an edited Containerfile, a base or a script of one's own brings each of the nine
 * flaws.
 */
const VARIANTS: readonly [
  flaw: string,
  way: string,
  code: string,
  change: (image: Fixture) => unknown,
][] = [
  [
    "fixed password",
    "in /etc/passwd itself",
    "fixed-password",
    replace("/etc/passwd", "dev:x:", "dev:aB3dEfGhIjKlM:"),
  ],
  [
    "fixed password",
    "for root, in yescrypt",
    "fixed-password",
    replace("/etc/shadow", "root:*:", "root:$y$j9T$salt$hash:"),
  ],
  [
    "fixed password",
    "chpasswd in a step",
    "secret-in-history",
    history("RUN /bin/sh -c echo 'dev:dev' | chpasswd # buildkit"),
  ],
  [
    "fixed password",
    "of Jupyter, hashed",
    "fixed-password",
    put(
      "/opt/venv/etc/jupyter/jupyter_server_config.py",
      "c.PasswordIdentityProvider.hashed_password = 'argon2:$argon2id$abc'\n",
      0o664,
    ),
  ],
  [
    "password in build args",
    "as buildkit notes it",
    "secret-in-history",
    history("RUN |2 SSH_PASSWORD=x USER=y /bin/sh -c true # buildkit"),
  ],
  [
    "password in build args",
    "as buildah notes it",
    "secret-in-history",
    history("|1 PASSWORD=changeme /bin/sh -c adduser someone"),
  ],
  [
    "password in build args",
    "as a default of ARG",
    "secret-in-history",
    history("ARG ROOT_PASSWORD=toor"),
  ],
  [
    "password in build args",
    "in an index's address",
    "secret-in-history",
    history(
      "RUN |1 INDEX=https://ada:pw@mirror.example/simple /bin/sh -c uv pip install x # buildkit",
    ),
  ],
  [
    "password in build args",
    "kept as a variable",
    "secret-in-env",
    env("UV_INDEX_URL", "https://ada:pw@mirror.example/simple"),
  ],
  [
    "password in build args",
    "kept as a label",
    "secret-in-label",
    label("org.example.api-token", "abc"),
  ],
  [
    "keys baked in",
    "for root",
    "authorized-key",
    put("/root/.ssh/authorized_keys", "ssh-rsa AAAA me\n", 0o600),
  ],
  [
    "keys baked in",
    "where the entrypoint looks",
    "authorized-key",
    put("/etc/ssh/authorized_keys", "ssh-rsa AAAA me\n"),
  ],
  [
    "keys baked in",
    "a private one",
    "secret-in-file",
    put("/root/.ssh/id_rsa", "-----BEGIN RSA PRIVATE KEY-----\n", 0o600),
  ],
  [
    "host keys baked in",
    "in the volume's place",
    "host-key",
    put("/etc/ssh/keys/ssh_host_rsa_key", "-----BEGIN OPENSSH PRIVATE KEY-----\n", 0o600),
  ],
  [
    "host keys baked in",
    "elsewhere",
    "host-key",
    put("/opt/ssh/ssh_host_ecdsa_key", "-----BEGIN EC PRIVATE KEY-----\n", 0o600),
  ],
  ["empty Jupyter token", "by environment", "empty-token", env("JUPYTER_TOKEN", "")],
  [
    "empty Jupyter token",
    "in the command, as two words",
    "empty-token",
    command("jupyter", "lab", "--ServerApp.token", ""),
  ],
  [
    "empty Jupyter token",
    "in the command, for a shell",
    "empty-token",
    command("sh", "-c", 'jupyter lab --IdentityProvider.token="" --ip=0.0.0.0'),
  ],
  [
    "empty Jupyter token",
    "in Python",
    "empty-token",
    put(
      "/home/dev/.jupyter/jupyter_notebook_config.py",
      "c.NotebookApp.token = u''\n",
      0o644,
      1000,
      0,
    ),
  ],
  [
    "empty Jupyter token",
    "by letting everyone in",
    "empty-token",
    put(
      "/etc/jupyter/jupyter_server_config.json",
      '{"ServerApp": {"allow_unauthenticated_access": true}}',
    ),
  ],
  [
    "fixed token",
    "in the command",
    "fixed-token",
    command("jupyter", "lab", "--ServerApp.token=letmein"),
  ],
  [
    "fixed token",
    "in a script, as two words",
    "fixed-token",
    script("exec jupyter lab --IdentityProvider.token letmein"),
  ],
  [
    "fixed token",
    "in JSON",
    "fixed-token",
    put("/usr/local/etc/jupyter/other.json", '{"IdentityProvider": {"token": "letmein"}}'),
  ],
  [
    "NOPASSWD sudo",
    "for a group",
    "nopasswd-sudo",
    put("/etc/sudoers.d/90-group", "%root ALL=(ALL:ALL) NOPASSWD:ALL\n", 0o440),
  ],
  ["NOPASSWD sudo", "by doas", "nopasswd-sudo", put("/etc/doas.conf", "permit nopass dev\n")],
  [
    "NOPASSWD sudo",
    "by defaults",
    "nopasswd-sudo",
    put("/etc/sudoers", "Defaults !authenticate\ndev ALL=(ALL) ALL\n", 0o440),
  ],
  [
    "environment dumped to a file",
    "for ssh",
    "environment-dump",
    script("env > /home/dev/.ssh/environment"),
  ],
  [
    "environment dumped to a file",
    "for logins, by tee",
    "environment-dump",
    script("printenv | grep -v ^PATH | tee -a /etc/environment"),
  ],
  [
    "environment dumped to a file",
    "by export",
    "environment-dump",
    script("export -p > /etc/profile.d/env.sh"),
  ],
  [
    "environment dumped to a file",
    "in a step",
    "environment-dump",
    history("RUN /bin/sh -c env >> /etc/environment # buildkit"),
  ],
  [
    "environment dumped to a file",
    "as it lies there",
    "environment-dump",
    put("/etc/environment", "HOSTNAME=abc\nPWD=/\nHOME=/root\nSHLVL=0\nPATH=/usr/bin\n"),
  ],
  [
    "allow_origin *",
    "in the command",
    "allow-origin",
    command("jupyter", "lab", "--ServerApp.allow_origin=*"),
  ],
  [
    "allow_origin *",
    "in a script",
    "allow-origin",
    script("jupyter lab --NotebookApp.allow_origin='*'"),
  ],
  [
    "allow_origin *",
    "as a pattern",
    "allow-origin",
    put("/etc/jupyter/jupyter_server_config.py", "c.ServerApp.allow_origin_pat = '.*'\n"),
  ],
];

const HARMLESS: readonly [way: string, change: (image: Fixture) => unknown][] = [
  [
    "a token from the environment",
    script('exec jupyter lab --IdentityProvider.token="$JUPYTER_TOKEN"'),
  ],
  [
    "a token from the environment as two words",
    script("exec jupyter lab --IdentityProvider.token $JUPYTER_TOKEN --ip 127.0.0.1"),
  ],
  ["an address without a login", env("UV_INDEX_URL", "https://mirror.example/simple")],
  [
    "an address with a login of a variable",
    history("RUN /bin/sh -c pip install -i https://$USER:$PASS@mirror.example/simple x # buildkit"),
  ],
  [
    "a secret that was mounted",
    history(
      "RUN --mount=type=secret,id=pip set -eu; export PIP_CONFIG_FILE=/run/secrets/pip # buildkit",
    ),
  ],
  ["a label that counts tokens", label("org.example.tokenizer", "bpe")],
  [
    "authorized_keys with nothing in it",
    put("/home/dev/.ssh/authorized_keys", "# none\n", 0o600, 1000, 0),
  ],
  ["env with a command", script("env LANG=C sort /etc/passwd > /tmp/sorted")],
];

const codes = async (change: (image: Fixture) => unknown): Promise<string[]> => {
  const image = goodImage();
  change(image);
  return (await staticFindings(await viewOf(image), EXPECTED)).map(({ code }) => code);
};

describe("the nine flaws, each in several ways", () => {
  it.each(VARIANTS)("%s %s is caught", async (_flaw, _way, code, change) => {
    expect(await codes(change)).toContain(code);
  });
  it("are all nine", () => {
    expect(new Set(VARIANTS.map(([flaw]) => flaw)).size).toBe(9);
  });
});

describe("no alarm is raised by", () => {
  it.each(HARMLESS)("%s", async (_way, change) => {
    expect(await codes(change)).toEqual([]);
  });
});
