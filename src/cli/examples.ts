/** Lines that help shows, by command; a test reads each as the command line would. */
export const EXAMPLES: Readonly<
  Record<string, readonly (readonly [line: string, about: string])[]>
> = {
  plan: [
    ["dl-env plan", "a table of verdicts, and what is missing"],
    [
      "dl-env plan --why torch-cuda12.8.1-ubuntu24.04-py3.12",
      "why one cell is accepted or rejected",
    ],
    ["dl-env plan --json --offline", "as JSON, without contacting any server"],
  ],
  lock: [
    ["dl-env lock", "write ./locks, to commit"],
    ["dl-env lock --update", "replace them by the newest versions that fit"],
  ],
  generate: [
    ["dl-env generate --out containerfiles", "one folder per cell; each builds on its own"],
  ],
  build: [
    ["dl-env build", "make only what is missing"],
    [
      "dl-env build --cells torch-cuda12.8.1-ubuntu24.04-py3.12 --engine podman",
      "build one cell with podman",
    ],
    ["dl-env build --to oci:./images", "build into a folder instead of the registry of dl-env.yml"],
  ],
  smoke: [
    ["dl-env smoke", "test on every GPU of this host"],
    ["dl-env smoke --gpus 0,1", "test on two of them"],
  ],
  promote: [
    ["dl-env promote --dry-run", "show which tags would move"],
    ["dl-env promote", "move them"],
  ],
  load: [
    ["dl-env load torch --into podman", "the image is then localhost/dl-env:torch"],
    ["dl-env load ghcr.io/you/images:torch --into docker", "without a dl-env.yml"],
  ],
  "store list": [["dl-env store list", "what is there, how large, and which cells use it"]],
  "store verify": [["dl-env store verify", "is every blob there, and right?"]],
  "store prune": [
    ["dl-env store prune", "show what no tag and no cell of dl-env.yml needs"],
    ["dl-env store prune --yes --age 30", "remove what nothing needed or used for 30 days"],
  ],
  untag: [
    ["dl-env untag --outside", "show the tags of cells that the matrix no longer has"],
    ["dl-env untag --outside --yes", "remove them"],
    ["dl-env untag torch-cuda12.4 --yes", "remove one tag"],
  ],
  demo: [["dl-env demo", "a small matrix, into ./images"]],
  watch: [["dl-env watch", "what changed upstream since the last build"]],
  check: [
    [
      "dl-env check --base 0123456789abcdef0123456789abcdef01234567 --sample 1",
      "compare with that commit and build one affected cell",
    ],
  ],
  init: [
    ["dl-env init", "asks three questions"],
    ["dl-env init --to ghcr.io/you/images --with torch --gpu any", "asks nothing"],
  ],
  completion: [["dl-env completion bash", "read it with: source <(dl-env completion bash)"]],
  pick: [
    [
      'dl-env pick --gpu "RTX 4090" --driver 550.54.15 --with torch,cudf',
      "for a GPU that is not in this machine",
    ],
    ["dl-env pick --with rapids", "for the GPU of this machine"],
  ],
  doctor: [
    ["dl-env doctor", "can this host run GPU containers?"],
    ["dl-env doctor --for build", "can it build images?"],
  ],
  run: [
    ["dl-env run torch jupyter", "start JupyterLab on 127.0.0.1"],
    ["dl-env run torch --gpus 0 -- python train.py --epochs 3", "run a command that has options"],
    ["dl-env run torch --to oci:./images", "from that folder, without a dl-env.yml"],
    ["dl-env run torch ssh --as compose", "print a compose file and start nothing"],
  ],
  "catalog check": [["dl-env catalog check", "what is new, pushed again, renamed or gone"]],
  "catalog update": [
    ["dl-env catalog update --catalog my-matrix", "update your own lists in my-matrix"],
  ],
  "catalog measure": [
    ["dl-env catalog measure wheel-0123456789abcdef", "read a layer of the store"],
  ],
};

/** Help's last part for one command; nothing for one without examples. */
export const examplesText = (command: string): string => {
  const lines = EXAMPLES[command] ?? [];
  const width = Math.max(0, ...lines.map(([line]) => line.length));
  return lines.length === 0
    ? ""
    : [
        "",
        lines.length === 1 ? "Example:" : "Examples:",
        ...lines.map(([line, about]) => `  ${line.padEnd(width)}   ${about}`),
      ].join("\n");
};

/** The end of `dl-env --help`. */
export const OVERVIEW = `
Examples:
  dl-env init                              write a first dl-env.yml
  dl-env plan                              what can be built, and why the rest cannot
  dl-env build && dl-env smoke             make what is missing, then test it
  dl-env promote --dry-run                 show which tags would move
  dl-env load torch --into podman          copy one image into a local engine
  dl-env pick --gpu "RTX 4090" --driver 550.54.15 --with torch
  dl-env doctor                            can this host run GPU containers?

Options and examples of a command: dl-env COMMAND --help
Results go to standard output (as JSON with --json), everything else to standard error. NO_COLOR=1 turns colors off.
Exit codes: 0 done, 1 problems found, 2 wrong request, 3 a server or tool could not be reached.`;
