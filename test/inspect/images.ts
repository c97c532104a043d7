import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { TAR_END, tarHeader, tarPadding, type TarEntry } from "../../src/layer/tarHeader.ts";
import { decodeInventory, encodeInventory } from "../../src/inspect/inventory/layerInventory.ts";
import { overlaid } from "../../src/inspect/inventory/overlaidView.ts";
import { takeInventory } from "../../src/inspect/inventory/takeInventory.ts";
import type { Expected, ImageView, ViewConfig } from "../../src/inspect/imageView.ts";
import { DEFAULT_USER } from "../../src/matrix/imageUser.ts";
import { realFiles } from "../../src/system/files.ts";

export type Content = string | Uint8Array;

/**
 * An image made of its config, files with content, and folders; the tests change one thing and
 * look.
 */
export interface Fixture {
  config: ViewConfig;
  files: Map<string, { content: Content; mode: number; uid: number; gid: number }>;
  folders: Map<string, { mode: number; uid: number; gid: number }>;
  links: Map<string, string>;
}

const ROOTFS = fileURLToPath(new URL("../../image/rootfs", import.meta.url));

const ownFiles = (folder = ""): [string, string, number][] =>
  readdirSync(`${ROOTFS}${folder}`).flatMap((name): [string, string, number][] => {
    const path = `${folder}/${name}`;
    const stat = statSync(`${ROOTFS}${path}`);
    if (stat.isDirectory()) return name === "__pycache__" ? [] : ownFiles(path);
    return [
      [path, readFileSync(`${ROOTFS}${path}`, "utf8"), (stat.mode & 0o100) === 0 ? 0o644 : 0o755],
    ];
  });

/** A small 64-bit ELF library that needs others. */
export const elf = (needed: readonly string[], runpath = ""): Uint8Array => {
  const strings = [""];
  const at = (text: string): number => {
    const offset = strings.join("\0").length + 1;
    strings.push(text);
    return offset;
  };
  const tags: [number, number][] = needed.map((name) => [1, at(name)]);
  if (runpath !== "") tags.push([29, at(runpath)]);
  const table = Buffer.from(`${strings.join("\0")}\0`);
  const dynamicAt = 64 + 2 * 56;
  const dynamicSize = (tags.length + 3) * 16;
  const tableAt = dynamicAt + dynamicSize;
  // The library is loaded at 0x10000, so that addresses are not offsets.
  tags.push([5, 0x10000 + tableAt], [10, table.length], [0, 0]);
  const out = Buffer.alloc(tableAt + table.length);
  out.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1], 0);
  out.writeBigUInt64LE(64n, 32);
  out.writeUInt16LE(56, 54);
  out.writeUInt16LE(2, 56);
  const segment = (index: number, type: number, offset: number, size: number): void => {
    const base = 64 + index * 56;
    out.writeUInt32LE(type, base);
    out.writeBigUInt64LE(BigInt(offset), base + 8);
    out.writeBigUInt64LE(BigInt(0x10000 + offset), base + 16);
    out.writeBigUInt64LE(BigInt(size), base + 32);
  };
  segment(0, 1, 0, out.length);
  segment(1, 2, dynamicAt, dynamicSize);
  for (const [index, [tag, value]] of tags.entries()) {
    out.writeBigUInt64LE(BigInt(tag), dynamicAt + index * 16);
    out.writeBigUInt64LE(BigInt(value), dynamicAt + index * 16 + 8);
  }
  out.set(table, tableAt);
  return out;
};

/** GPU code for these architectures as nvcc writes it: one machine code each. */
export const fatBinary = (architectures: readonly number[]): Uint8Array => {
  const entries = architectures.map((architecture) => {
    const header = Buffer.alloc(72);
    header.writeUInt16LE(2, 0);
    header.writeUInt32LE(64, 4);
    header.writeBigUInt64LE(8n, 8);
    header.writeUInt32LE(architecture, 28);
    return header;
  });
  const head = Buffer.alloc(16);
  head.writeUInt32LE(0xba55ed50, 0);
  head.writeUInt16LE(1, 4);
  head.writeUInt16LE(16, 6);
  head.writeBigUInt64LE(BigInt(entries.length * 72), 8);
  return Buffer.concat([head, ...entries]);
};

const SITE = "/opt/venv/lib/python3/site-packages";

const BASE_FILES: readonly [string, Content, number?][] = [
  [
    "/etc/passwd",
    "root:x:0:0:root:/root:/bin/bash\nsshd:x:100:65534::/run/sshd:/usr/sbin/nologin\ndev:x:1000:0::/home/dev:/bin/bash\n",
  ],
  [
    "/etc/shadow",
    "root:*:20000:0:99999:7:::\nsshd:!:20000::::::\ndev:*:20000:0:99999:7:::\n",
    0o640,
  ],
  ["/etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n"],
  ["/etc/ld.so.conf.d/nvidia.conf", "/usr/local/nvidia/lib\n/usr/local/nvidia/lib64\n"],
  [
    "/etc/ld.so.conf.d/x86_64-linux-gnu.conf",
    "# Multiarch support\n/usr/local/lib/x86_64-linux-gnu\n/lib/x86_64-linux-gnu\n/usr/lib/x86_64-linux-gnu\n",
  ],
  ["/etc/environment", 'PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\n'],
  ["/etc/ssh/sshd_config", "Include /etc/ssh/sshd_config.d/*.conf\nUsePAM yes\n"],
  ["/usr/local/cuda-12.8/compat/libcuda.so.570.124.06", elf([])],
  ["/usr/lib/x86_64-linux-gnu/libc.so.6", elf([])],
  ["/usr/bin/tini", "tini", 0o755],
  ["/usr/bin/su", "su", 0o4755],
  ...[
    "/opt/venv/bin/uv",
    "/opt/venv/bin/jupyter-lab",
    "/usr/bin/git",
    "/usr/bin/tmux",
    "/usr/sbin/sshd",
    "/usr/bin/ssh-keygen",
    "/usr/local/bin/python",
    "/usr/local/bin/python3",
    "/usr/bin/python3.12",
  ].map((path): [string, Content, number] => [
    path,
    "program",
    path.startsWith("/opt") ? 0o775 : 0o755,
  ]),
  ["/opt/venv/pyvenv.cfg", "home = /usr/bin\n", 0o664],
  ["/usr/share/zoneinfo/Europe/Berlin", "TZif"],
  [
    `${SITE}/torch/version.py`,
    "from typing import Optional\n__version__ = '2.10.0+cu128'\ncuda: Optional[str] = '12.8'\n",
    0o664,
  ],
  [
    `${SITE}/torch/_C.cpython-312-x86_64-linux-gnu.so`,
    elf(["libtorch_cuda.so", "libc.so.6"], "$ORIGIN/lib"),
    0o775,
  ],
  [
    `${SITE}/torch/lib/libtorch_cuda.so`,
    Buffer.concat([
      elf(["libcudnn.so.9", "libcuda.so.1"], "$ORIGIN/../../nvidia/cudnn/lib"),
      fatBinary([70, 75, 80, 86, 90, 100, 120]),
    ]),
    0o775,
  ],
  [`${SITE}/nvidia/cudnn/lib/libcudnn.so.9`, elf(["libc.so.6"]), 0o664],
  [
    `${SITE}/nvidia_cuda_runtime_cu12-12.8.90.dist-info/METADATA`,
    "Name: nvidia-cuda-runtime-cu12\nVersion: 12.8.90\n",
    0o664,
  ],
  [`${SITE}/torch-2.10.0+cu128.dist-info/METADATA`, "Name: torch\nVersion: 2.10.0+cu128\n", 0o664],
  [
    `${SITE}/torch-2.10.0+cu128.dist-info/RECORD`,
    "torch/version.py,,\ntorch/_C.cpython-312-x86_64-linux-gnu.so,,\ntorch/lib/libtorch_cuda.so,,\n",
    0o664,
  ],
  [
    "/usr/local/lib/dl-env/licences.json",
    JSON.stringify(
      [
        ["nvidia-cuda-runtime-cu12", "12.8.90"],
        ["torch", "2.10.0+cu128"],
      ].map(([name, version]) => ({ name, version, licence: "unknown", files: [] })),
    ),
  ],
  [`${SITE}/torch/nn/functional.py`, "# nothing to ask about\n", 0o664],
  // Wheels bring keys of their own tests; they guard nothing.
  [`${SITE}/tornado/test/test.key`, "-----BEGIN PRIVATE KEY-----\n", 0o664],
];

const addFolders = (fixture: Fixture): void => {
  for (const path of [...fixture.files.keys(), ...fixture.links.keys()]) {
    const parts = path.split("/").slice(1, -1);
    for (let length = 1; length <= parts.length; length++) {
      const folder = `/${parts.slice(0, length).join("/")}`;
      if (!fixture.folders.has(folder))
        fixture.folders.set(folder, {
          mode: folder.startsWith("/opt/venv") ? 0o775 : 0o755,
          uid: 0,
          gid: 0,
        });
    }
  }
};

/** An image as it should be: CUDA 12.8, PyTorch, this project's own files. */
export const goodImage = (): Fixture => {
  const fixture: Fixture = {
    config: {
      env: {
        PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/opt/venv/bin",
        LD_LIBRARY_PATH: "/usr/local/nvidia/lib:/usr/local/nvidia/lib64",
        LANG: "C.UTF-8",
        TZ: "UTC",
        CUDA_VERSION: "12.8.1",
        NVIDIA_VISIBLE_DEVICES: "all",
        NVIDIA_DRIVER_CAPABILITIES: "compute,utility",
        TOKENIZERS_PARALLELISM: "false",
      },
      entrypoint: ["/usr/bin/tini", "-g", "--", "/usr/local/bin/dl-env-entrypoint"],
      cmd: ["shell"],
      user: "1000:0",
      labels: { base: "12.8.1", wheels: "12.8" },
      history: [
        "/bin/sh -c #(nop) ENV NV_CUDA_CUDART_VERSION=12.8.90-1",
        "RUN |1 TARGETARCH=amd64 /bin/sh -c apt-get update && useradd --uid 1000 --gid 0 dev && usermod -p '*' dev # buildkit",
      ],
    },
    files: new Map(),
    folders: new Map([
      ["/home/dev", { mode: 0o775, uid: 1000, gid: 0 }],
      ["/etc/ssh/keys", { mode: 0o770, uid: 0, gid: 0 }],
      ["/tmp", { mode: 0o1777, uid: 0, gid: 0 }],
      ["/var/local", { mode: 0o2775, uid: 0, gid: 50 }],
    ]),
    links: new Map([
      ["/lib", "usr/lib"],
      ["/usr/local/cuda", "/usr/local/cuda-12.8"],
      ["/opt/venv/lib/python3.12", "python3"],
      ["/opt/venv/bin/python3", "/usr/bin/python3.12"],
      ["/usr/local/cuda-12.8/compat/libcuda.so.1", "libcuda.so.570.124.06"],
    ]),
  };
  for (const [path, content, mode] of BASE_FILES)
    fixture.files.set(path, { content, mode: mode ?? 0o644, uid: 0, gid: 0 });
  for (const [path, content, mode] of ownFiles())
    fixture.files.set(path, { content, mode, uid: 0, gid: 0 });
  return fixture;
};

export const EXPECTED: Expected = {
  cuda: "12.8",
  wheelCuda: "exact",
  labels: { cuda: "base", wheelCuda: "wheels" },
  imports: ["torch"],
  gpus: ["7.5", "8.9", "12.0"],
  gpuPackages: ["torch"],
  mayLack: [],
  sudo: false,
  user: DEFAULT_USER,
};

const entriesOf = (fixture: Fixture): { entry: TarEntry; content: Uint8Array }[] => {
  addFolders(fixture);
  const common = { mtime: 0, content: new Uint8Array() };
  const all = [
    ...[...fixture.folders].map(([path, folder]) => ({
      ...common,
      path,
      kind: "directory" as const,
      size: 0,
      ...folder,
    })),
    ...[...fixture.links].map(([path, target]) => ({
      ...common,
      path,
      kind: "symlink" as const,
      mode: 0o777,
      uid: 0,
      gid: 0,
      size: 0,
      target,
    })),
    ...[...fixture.files].map(([path, { content, ...owned }]) => ({
      ...common,
      path,
      kind: "file" as const,
      ...owned,
      size: Buffer.from(content).length,
      content: Buffer.from(content),
    })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  return all.map(({ content, path, ...entry }) => ({
    entry: { ...entry, path: path.slice(1) },
    content,
  }));
};

/** All files of an image as one layer. */
export const tarOf = (fixture: Fixture): Buffer =>
  Buffer.concat([
    ...entriesOf(fixture).flatMap(({ entry, content }) => [
      tarHeader(entry),
      content,
      tarPadding(content.length),
    ]),
    TAR_END,
  ]);

/**
 * The image as the product sees it: its one layer is packed, its inventory taken, and that is
 * looked at.
 */
export const viewOf = async (fixture: Fixture): Promise<ImageView> => {
  const tar = tarOf(fixture);
  const diffId = `sha256:${createHash("sha256").update(tar).digest("hex")}`;
  const inventory = await takeInventory(
    { files: realFiles, near: tmpdir() },
    (async function* () {
      yield tar;
    })(),
    diffId,
  );
  const kept = decodeInventory(encodeInventory(inventory), diffId);
  if (kept === undefined) throw new Error("the inventory cannot be read again");
  return overlaid([{ inventory: kept, title: "all" }], fixture.config);
};
