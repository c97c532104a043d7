import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/load.ts";
import { ensureUv } from "../../src/resolve/uv.ts";
import { realSystem } from "../../src/system/real.ts";
import { startPrivatePodman } from "../fakes/privatePodman.ts";
import type { PrivatePodman } from "../fakes/privatePodman.ts";

export interface ImageUnderTest {
  readonly reference: string;
  readonly podman: PrivatePodman;
  readonly close: () => Promise<void>;
}

const PROJECT = join(import.meta.dirname, "..", "..");

const sh = (file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(file, args, { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => (error === null ? resolve(stdout) : reject(new Error(`${file} ${args.join(" ")}: ${stderr.slice(-2000) || error.message}`))));
  });

/** The commands of image/SYSTEM.md, and a venv in the shape of the layers. */
const SYSTEM = `
set -eu
rm -f /etc/ssh/ssh_host_*
useradd --uid 1000 --gid 0 --no-log-init --create-home --home-dir /home/dev --shell /bin/bash dev
usermod --password '*' dev
chmod -R g=u /home/dev
chmod 0775 /home/dev
install -d -m 0770 -o 0 -g 0 /etc/ssh/keys
umask 002
python3 -m venv --without-pip /opt/venv
mv /opt/venv/lib/python3.11 /opt/venv/lib/python3
ln -s python3 /opt/venv/lib/python3.11
`;

const APT = ["python3", "python3-venv", "ca-certificates", "curl", "git", "openssh-server", "tini", "tmux", "tzdata", "procps"];
const WHEELS = ["jupyterlab", "numpy", "uv"];

const CONFIG = [
  'ENTRYPOINT ["/usr/bin/tini","-g","--","/usr/local/bin/dl-env-entrypoint"]',
  'CMD ["shell"]',
  "USER 1000:0",
  "WORKDIR /home/dev",
  "ENV PATH=/opt/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "ENV VIRTUAL_ENV=/opt/venv",
  "ENV UV_LINK_MODE=copy",
  "ENV LANG=C.UTF-8",
  "ENV TZ=UTC",
];

const makeRoot = async (work: string): Promise<string> => {
  const sys = realSystem();
  const root = join(work, "root");
  await sh("mmdebstrap", ["--quiet", "--variant=minbase", "--format=directory", `--include=${APT.join(",")}`, "bookworm", root, ...((await sys.files.stat("/etc/apt/sources.list.d/debian.sources")) === undefined ? [] : ["/etc/apt/sources.list.d/debian.sources"])]);
  await sh("chroot", [root, "sh", "-c", SYSTEM]);
  const uv = await ensureUv(sys, (await loadCatalog(sys)).uv);
  await mkdir(join(root, "tmp/setup"));
  await cp(uv.path, join(root, "tmp/setup/uv"));
  const settings = process.env["SSL_CERT_FILE"] === undefined ? {} : { SSL_CERT_FILE: "/tmp/setup/ca.pem" };
  if (process.env["SSL_CERT_FILE"] !== undefined) await cp(process.env["SSL_CERT_FILE"], join(root, "tmp/setup/ca.pem"));
  await cp("/etc/resolv.conf", join(root, "etc/resolv.conf"), { dereference: true });
  await cp("/etc/hosts", join(root, "etc/hosts"), { dereference: true });
  const install = "umask 002; /tmp/setup/uv pip install --quiet --no-cache --python /opt/venv/bin/python3 \"$@\"";
  await sh("chroot", [root, "sh", "-c", install, "sh", ...WHEELS], { ...process.env, ...settings, HOME: "/root", UV_PYTHON_DOWNLOADS: "never" });
  await sh("chroot", [root, "sh", "-c", "rm -rf /tmp/setup /opt/venv/.lock /var/lib/apt/lists/* /var/cache/apt/*.bin; : > /etc/resolv.conf; chmod -R g=u /opt/venv"]);
  return root;
};

const copyOwnFiles = async (root: string): Promise<void> => {
  await sh("cp", ["-R", `${PROJECT}/image/rootfs/.`, root]);
  await sh("chroot", [root, "sh", "-c", "cd /usr/local && chown -R 0:0 bin lib/dl-env etc && chmod -R u=rwX,go=rX bin lib/dl-env etc && chmod 644 /etc/profile.d/dl-env.sh /etc/bash.bashrc && chown 0:0 /etc/profile.d /etc/profile.d/dl-env.sh /etc/bash.bashrc"]);
  const probes = join(root, "usr/local/lib/dl-env/probes");
  await mkdir(probes);
  for (const library of ["numpy", "jupyterlab", "uv"]) await cp(`${PROJECT}/matrix/libraries/${library}/probe.py`, join(probes, `${library}.py`));
};

/**
 * The image that the tests of this folder look into: its system is Debian's, its files are this project's. Made here,
 * once a test file; `close` removes it and its podman.
 */
export const imageUnderTest = async (): Promise<ImageUnderTest> => {
  const podman = await startPrivatePodman();
  const work = await mkdtemp(join(tmpdir(), "dl-env-inside-"));
  try {
    const root = await makeRoot(work);
    await copyOwnFiles(root);
    await writeFile(join(work, "done"), "");
    await sh("tar", ["-C", root, "--numeric-owner", "-cf", join(work, "root.tar"), "."]);
    const reference = "localhost/dl-env-inside:test";
    await podman.call("import", "--quiet", ...CONFIG.flatMap((line) => ["--change", line]), join(work, "root.tar"), reference);
    return { reference, podman, close: podman.close };
  } catch (error) {
    await podman.close();
    throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};
