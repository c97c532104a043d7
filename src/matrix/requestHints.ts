import type { HintFor } from "../catalog/decode.ts";
import { shellWord } from "../text/shellWord.ts";

const writesSmallest = (file: string): string =>
  `printf 'to: oci:./images\\nmatrix:\\n  cuda: ["12.8"]\\n  ubuntu: ["24.04"]\\n' > ${shellWord(file)}`;

/** The smallest dl-env.yml, as a line to type that writes a file that is not there, or empty. */
export const smallest = (file: string): string =>
  `Write one: dl-env init${file === "dl-env.yml" ? "" : ` --file ${shellWord(file)}`}\n` +
  `The smallest: ${writesSmallest(file)}`;

/** What each key may look like, in one line. */
const EXAMPLES: Readonly<Record<string, string>> = {
  to: "to: oci:./images",
  store: "store: registry.example/team/dl-env-layers",
  engine: "engine: auto",
  build: "build: link",
  matrix: 'matrix: { cuda: ["12.8"], ubuntu: ["24.04"] }',
  "matrix.cuda": 'cuda: ["12.8", "13.0"]',
  "matrix.ubuntu": 'ubuntu: ["22.04", "24.04"]',
  "matrix.python": 'python: [ubuntu, "3.12"]',
  "matrix.flavor": "flavor: [base]",
  "matrix.set": "set: [base, torch]",
  include: 'include: [{ cuda: "12.4", set: torch }]',
  exclude: 'exclude: [{ cuda: "12.4", set: torch }]',
  default: 'default: { cuda: "12.8", ubuntu: "24.04", set: torch }',
  pins: 'pins: { torch: "==2.10.0" }',
  sets: 'sets: { mine: [torch, "bitsandbytes>=0.50"] }',
  mirrors: "mirrors: { docker.io: mirror.example }",
  base: "base: registry.example/mirror/cuda",
  catalog: "catalog: ./my-matrix",
  smoke: "smoke: { require: cpu }",
  apt: "apt: { packages: [libgl1], maxAge: 7 }",
  "apt.packages": "apt: { packages: [libgl1] }",
  "apt.maxAge": "apt: { maxAge: 7 }",
  retention: "retention: { untagAfter: 30 }",
  cudnn: "cudnn: wheels",
  "wheel-cuda": "wheel-cuda: exact",
  slim: "slim: false",
  bytecode: "bytecode: true",
  sudo: "sudo: false",
  env: "env: { HF_HOME: /data/huggingface }",
  labels: "labels: { org.opencontainers.image.vendor: our lab }",
  workdir: "workdir: /home/dev",
  timezone: "timezone: Europe/Berlin",
  locale: "locale: de_DE.UTF-8",
  user: "user: { name: ada, uid: 1234, gid: 0 }",
  files: "files: [{ from: ./motd, to: /etc/motd }]",
  run: "run: [ldconfig, { run: curl -fsSO https://example.org/x, network: true }]",
  index: "index: [{ name: lab, url: https://pypi.lab.example/simple }]",
  ports: "ports: [8888, 53/udp]",
};

/** An example of the nearest key above a path of this dl-env.yml. */
export const exampleFor =
  (file: string): HintFor =>
  (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const example = EXAMPLES[path.slice(0, length).map(String).join(".")];
      if (example !== undefined) return `Write for example: ${example}`;
    }
    if (path.length > 0) return undefined;
    const name = shellWord(file);
    return `Move it away and write the smallest: mv ${name} ${shellWord(`${file}.old`)} && ${writesSmallest(file)}`;
  };
