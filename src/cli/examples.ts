/** Lines that help shows, by command; a test reads each as the command line would. */
export const EXAMPLES: Readonly<
  Record<string, readonly (readonly [line: string, about: string])[]>
> = {
  plan: [
    ["dl-env plan", "the table of verdicts, and what is missing"],
    [
      "dl-env plan --why torch-cuda12.8.1-ubuntu24.04-py3.12",
      "everything that is known of one cell",
    ],
    ["dl-env plan --json --offline", "for programs, without asking anything outside"],
  ],
  lock: [
    ["dl-env lock", "writes ./locks, to be committed"],
    ["dl-env lock --update", "takes the newest that fits"],
  ],
  generate: [["dl-env generate --out containerfiles", "one folder a cell, each builds alone"]],
  build: [
    ["dl-env build", "makes what is missing, and nothing else"],
    [
      "dl-env build --cells torch-cuda12.8.1-ubuntu24.04-py3.12 --engine podman",
      "one cell, by podman",
    ],
    ["dl-env build --to oci:./images", "into a folder, whatever dl-env.yml says"],
  ],
  smoke: [
    ["dl-env smoke", "with every GPU that this host has"],
    ["dl-env smoke --gpus 0,1", "with two of them"],
  ],
  promote: [
    ["dl-env promote --dry-run", "which tags would move"],
    ["dl-env promote", "moves them"],
  ],
  load: [["dl-env load torch --into podman", "as localhost/dl-env:torch"]],
  demo: [["dl-env demo", "into ./images"]],
  watch: [["dl-env watch", "what moved outside since the last build"]],
  check: [
    [
      "dl-env check --base 0123456789abcdef0123456789abcdef01234567 --sample 1",
      "against that commit, with one cell built",
    ],
  ],
  pick: [
    [
      'dl-env pick --gpu "RTX 4090" --driver 550.54.15 --with torch,cudf',
      "for a card that is not here",
    ],
    ["dl-env pick --with rapids", "for this machine's card"],
  ],
  doctor: [
    ["dl-env doctor", "may this host run GPU containers?"],
    ["dl-env doctor --for build", "may it build images?"],
  ],
  run: [
    ["dl-env run torch jupyter", "JupyterLab, on loopback"],
    [
      "dl-env run torch --gpus 0 -- python train.py --epochs 3",
      "a command with options of its own",
    ],
    ["dl-env run torch ssh --as compose", "prints a compose file, starts nothing"],
  ],
  "catalog check": [["dl-env catalog check", "what is new, re-pushed, renamed or gone"]],
  "catalog update": [
    ["dl-env catalog update --catalog my-matrix", "writes it into a folder of one's own"],
  ],
  "catalog measure": [["dl-env catalog measure wheel-0123456789abcdef", "of a layer in the store"]],
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
  dl-env plan                              what can be built, and why the rest cannot
  dl-env build && dl-env smoke             make what is missing, then test it
  dl-env promote --dry-run                 which tags would move
  dl-env load torch --into podman          take one image into a local engine
  dl-env pick --gpu "RTX 4090" --driver 550.54.15 --with torch
  dl-env doctor                            is this host ready to run GPU containers?

Each command shows its own: dl-env COMMAND --help
Results go to standard output (as JSON with --json), everything else to standard error; NO_COLOR switches colours off.
Exit codes: 0 done, 1 found problems, 2 wrong request, 3 could not reach something.`;
