import { expect } from "vitest";
import type { Expected } from "../../src/inspect/imageView.ts";
import { elf, type Content, type Fixture } from "./images.ts";

export const SITE = "/opt/venv/lib/python3/site-packages";
export const put =
  (path: string, content: Content, mode = 0o644, uid = 0, gid = 0) =>
  (image: Fixture) =>
    void image.files.set(path, { content, mode, uid, gid });
export const env = (name: string, value: string) => (image: Fixture) =>
  void (image.config = { ...image.config, env: { ...image.config.env, [name]: value } });
export const replace = (path: string, from: string | RegExp, to: string) => (image: Fixture) => {
  const file = image.files.get(path)!;
  const content = String(file.content).replace(from, to);
  expect(content).not.toBe(file.content);
  image.files.set(path, { ...file, content });
};
const history = (text: string) => (image: Fixture) =>
  void (image.config = { ...image.config, history: [...image.config.history, text] });

export type Broken = [
  title: string,
  code: string,
  change: (image: Fixture) => unknown,
  expected?: Partial<Expected>,
];

export const FLAWS: Broken[] = [
  ["a fixed password", "fixed-password", replace("/etc/shadow", "dev:*:", "dev:$6$salt$hash:")],
  [
    "a password in build arguments",
    "secret-in-history",
    history("RUN |2 USER=dev PASSWORD=changeme /bin/sh -c adduser $USER # buildkit"),
  ],
  [
    "a public key baked in",
    "authorized-key",
    put("/home/dev/.ssh/authorized_keys", "ssh-ed25519 AAAA someone@somewhere\n", 0o600, 1000, 0),
  ],
  [
    "host keys baked in",
    "host-key",
    put("/etc/ssh/ssh_host_ed25519_key", "-----BEGIN OPENSSH PRIVATE KEY-----\n", 0o600),
  ],
  [
    "an empty Jupyter token",
    "empty-token",
    (image) =>
      (image.config = {
        ...image.config,
        cmd: ["jupyter", "lab", "--NotebookApp.token=", "--ip=0.0.0.0"],
      }),
  ],
  [
    "a fixed Jupyter token",
    "fixed-token",
    put("/etc/jupyter/jupyter_server_config.py", "c.ServerApp.token = 'letmein'\n"),
  ],
  [
    "sudo without a password",
    "nopasswd-sudo",
    put("/etc/sudoers.d/dev", "dev ALL=(ALL) NOPASSWD: ALL\n", 0o440),
  ],
  [
    "the environment dumped to a file",
    "environment-dump",
    put(
      "/usr/local/bin/start.sh",
      "#!/bin/bash\nenv | grep -v ^_ >> /etc/environment\nexec /usr/sbin/sshd -D\n",
      0o755,
    ),
  ],
  [
    "allow_origin *",
    "allow-origin",
    put(
      "/opt/venv/etc/jupyter/jupyter_server_config.json",
      '{ "ServerApp": { "allow_origin": "*" } }',
      0o664,
    ),
  ],
];

export const BROKEN: Broken[] = [
  [
    "a driver library baked in",
    "driver-library",
    put("/usr/lib/x86_64-linux-gnu/libcuda.so.570.124.06", elf([])),
  ],
  ["NVML baked in", "driver-library", put("/usr/lib/x86_64-linux-gnu/libnvidia-ml.so.1", elf([]))],
  [
    "compat on LD_LIBRARY_PATH",
    "compat-first",
    env("LD_LIBRARY_PATH", "/usr/local/cuda/compat:/usr/local/nvidia/lib"),
  ],
  [
    "compat in ld.so.conf.d",
    "compat-first",
    put("/etc/ld.so.conf.d/00-compat.conf", "/usr/local/cuda-12.8/compat\n"),
  ],
  ["LD_PRELOAD in the environment", "ld-preload", env("LD_PRELOAD", "/usr/lib/libjemalloc.so")],
  ["a preload file", "ld-preload", put("/etc/ld.so.preload", "/usr/lib/libhook.so\n")],
  ["no environment on PATH", "path", env("PATH", "/usr/bin:/bin")],
  [
    "what dev may write before the system on PATH",
    "path-order",
    env("PATH", "/opt/venv/bin:/usr/bin:/bin"),
  ],
  [
    "dev's home between system folders on PATH",
    "path-order",
    env("PATH", "/usr/bin:/home/dev/bin:/bin:/opt/venv/bin"),
  ],
  [
    "a loader path that dev may write",
    "path-order",
    env("LD_LIBRARY_PATH", "/usr/local/nvidia/lib:/opt/venv/lib"),
  ],
  ["the current folder on PATH", "path", env("PATH", "/usr/bin::/opt/venv/bin")],
  ["no GPUs asked for", "nvidia-env", env("NVIDIA_VISIBLE_DEVICES", "none")],
  [
    "driver capabilities without utility",
    "nvidia-env",
    env("NVIDIA_DRIVER_CAPABILITIES", "compute"),
  ],
  ["a CPU build of PyTorch", "torch-cpu", replace(`${SITE}/torch/version.py`, "'12.8'", "None")],
  [
    "PyTorch for another CUDA",
    "torch-cuda",
    replace(`${SITE}/torch/version.py`, "'12.8'", "'12.4'"),
    { labels: { cuda: "base", wheelCuda: "-" } },
  ],
  ["no PyTorch", "torch-missing", (image) => image.files.delete(`${SITE}/torch/version.py`)],
  [
    "wheels of another CUDA beside",
    "other-cuda",
    put(`${SITE}/nvidia_nccl_cu13-2.30.7.dist-info/METADATA`, "Name: nvidia-nccl-cu13\n", 0o664),
  ],
  [
    "a label that says another CUDA than the wheels",
    "label-wheel-cuda",
    (image) =>
      (image.config = { ...image.config, labels: { ...image.config.labels, wheels: "12.6" } }),
  ],
  [
    "a label that says another CUDA than the base",
    "label-cuda",
    (image) =>
      (image.config = { ...image.config, labels: { ...image.config.labels, base: "12.8.0" } }),
  ],
  ["a GPU that no machine code is for", "gpu-not-covered", () => undefined, { gpus: ["6.1"] }],
  [
    "a library without the GPU code that its label promises",
    "gpu-not-covered",
    put(
      `${SITE}/torch/lib/libtorch_cuda.so`,
      elf(["libcudnn.so.9"], "$ORIGIN/../../nvidia/cudnn/lib"),
      0o775,
    ),
  ],
  [
    "a library that is missing",
    "missing-library",
    (image) => image.files.delete(`${SITE}/nvidia/cudnn/lib/libcudnn.so.9`),
  ],
  [
    "a library of the system that is missing",
    "missing-library",
    (image) => image.files.delete("/usr/lib/x86_64-linux-gnu/libc.so.6"),
  ],
  [
    "a library cut short",
    "damaged-library",
    put(
      `${SITE}/torch/_C.cpython-312-x86_64-linux-gnu.so`,
      elf(["libtorch_cuda.so"]).subarray(0, 100),
      0o775,
    ),
  ],
  ["an empty password", "empty-password", replace("/etc/shadow", "root:*:", "root::")],
  ["a locked dev", "dev-locked", replace("/etc/shadow", "dev:*:", "dev:!:")],
  [
    "a second root",
    "second-root",
    replace("/etc/passwd", "sshd:x:100", "toor:x:0:0::/root:/bin/sh\nsshd:x:100"),
  ],
  [
    "dev in a group of its own",
    "dev-ids",
    replace("/etc/passwd", "dev:x:1000:0", "dev:x:1000:1000"),
  ],
  ["no dev", "no-dev", replace("/etc/passwd", /dev:.*\n/, "")],
  ["root by default", "root-user", (image) => (image.config = { ...image.config, user: "" })],
  [
    "the base's own entrypoint",
    "entrypoint",
    (image) =>
      (image.config = { ...image.config, entrypoint: ["/opt/nvidia/nvidia_entrypoint.sh"] }),
  ],
  [
    "an entrypoint that cannot be run",
    "entrypoint",
    (image) => (image.files.get("/usr/local/bin/dl-env-entrypoint")!.mode = 0o644),
  ],
  ["no tini", "entrypoint", (image) => image.files.delete("/usr/bin/tini")],
  [
    "sshd with passwords",
    "sshd-settings",
    replace(
      "/usr/local/lib/dl-env/sshd_config",
      "PasswordAuthentication no",
      "PasswordAuthentication yes",
    ),
  ],
  [
    "sshd with an earlier line that wins",
    "sshd-settings",
    replace(
      "/usr/local/lib/dl-env/sshd_config",
      "AuthenticationMethods publickey",
      "AuthenticationMethods any\nAuthenticationMethods publickey",
    ),
  ],
  [
    "sshd with root login",
    "sshd-settings",
    replace(
      "/usr/local/lib/dl-env/sshd_config",
      "PermitRootLogin no",
      "PermitRootLogin prohibit-password",
    ),
  ],
  [
    "a Jupyter password",
    "fixed-password",
    put(
      "/home/dev/.jupyter/jupyter_server_config.json",
      '{"PasswordIdentityProvider": {"hashed_password": "argon2:abc"}}',
      0o644,
      1000,
      0,
    ),
  ],
  ["a Jupyter token in the environment", "fixed-token", env("JUPYTER_TOKEN", "letmein")],
  [
    "Jupyter without tokens from a script",
    "empty-token",
    put(
      "/usr/local/bin/run.sh",
      "#!/bin/sh\njupyter lab --IdentityProvider.token='' --ip=0.0.0.0\n",
      0o755,
    ),
  ],
  ["a token in the environment", "secret-in-env", env("HF_TOKEN", "hf_abc")],
  [
    "credentials of a package index",
    "secret-in-file",
    put("/etc/pip.conf", "[global]\nindex-url = https://user:secret@mirror.example/simple\n"),
  ],
  [
    "a private key",
    "secret-in-file",
    put("/home/dev/.ssh/id_ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----\n", 0o600, 1000, 0),
  ],
  ["a build secret that was left", "secret-in-file", put("/run/secrets/pip", "token")],
  [
    "a password set in the history",
    "secret-in-history",
    history("/bin/sh -c echo root:root | chpasswd"),
  ],
  ["sudo that nobody asked for", "sudo-unasked", put("/usr/bin/sudo", "sudo", 0o4755)],
  [
    "a venv that group 0 cannot write",
    "venv-mode",
    (image) => image.folders.set(SITE, { mode: 0o755, uid: 0, gid: 0 }),
  ],
  [
    "a venv of another group",
    "venv-mode",
    (image) => image.folders.set(SITE, { mode: 0o775, uid: 0, gid: 1000 }),
  ],
  [
    "an entrypoint that dev could change",
    "group-writable",
    (image) => (image.files.get("/usr/local/bin/dl-env-entrypoint")!.mode = 0o775),
  ],
  [
    "a world-writable folder in /usr",
    "world-writable",
    (image) => image.folders.set("/usr/local/bin", { mode: 0o777, uid: 0, gid: 0 }),
  ],
  ["an unknown setuid program", "setuid", put("/usr/local/bin/become", "x", 0o4755)],
  [
    "a home that others in group 0 cannot use",
    "home",
    (image) => image.folders.set("/home/dev", { mode: 0o700, uid: 1000, gid: 0 }),
  ],
  ["no place for host keys", "keys-folder", (image) => image.folders.delete("/etc/ssh/keys")],
  [
    "no list of licences",
    "licence-list",
    (image) => image.files.delete("/usr/local/lib/dl-env/licences.json"),
  ],
  [
    "a wheel that the list of licences lacks",
    "licence-list",
    put(`${SITE}/more-1.dist-info/METADATA`, "Name: more\nVersion: 1\n", 0o664),
  ],
  [
    "a folder on LD_LIBRARY_PATH that hides the wheels' libraries",
    "wheel-shadowed",
    (image) => {
      env("LD_LIBRARY_PATH", "/usr/local/nvidia/lib:/usr/local/cuda/lib64")(image);
      put("/usr/local/cuda-12.8/lib64/libcudnn.so.9", elf([]))(image);
    },
  ],
  [
    "no JupyterLab where the set has it",
    "tool-missing",
    (image) => image.files.delete("/opt/venv/bin/jupyter-lab"),
    { imports: ["torch", "jupyterlab"] },
  ],
  ["no uv", "tool-missing", (image) => image.files.delete("/opt/venv/bin/uv")],
  [
    "a Python that is not there",
    "tool-missing",
    (image) => image.links.set("/opt/venv/bin/python3", "/usr/bin/python3.99"),
  ],
  [
    "a venv that is none, so that PEP 668 counts",
    "tool-missing",
    (image) => image.files.delete("/opt/venv/pyvenv.cfg"),
  ],
  ["a locale without UTF-8", "locale", env("LC_ALL", "POSIX")],
  [
    "no time zones",
    "time-zone",
    (image) => image.files.delete("/usr/share/zoneinfo/Europe/Berlin"),
  ],
  ["no command", "no-cmd", (image) => (image.config = { ...image.config, cmd: [] })],
];
