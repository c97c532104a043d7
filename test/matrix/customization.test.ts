import { beforeAll, describe, expect, it, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import { customizer } from "../../src/matrix/customizer.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { onStandIn } from "../../src/matrix/onStandIn.ts";
import { requestWarnings } from "../../src/matrix/requestWarnings.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { requestFrom } from "./requests.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalog(realSystem());
});

const MATRIX = 'cuda: ["12.8"], ubuntu: "24.04", set: [base, torch]';

/** What is wrong with a request: codes with line and column. */
const problems = (rest: string): string[] => {
  try {
    requestFrom(catalog, MATRIX, rest);
    return [];
  } catch (error) {
    if (!(error instanceof DlEnvError)) throw error;
    return [error, ...error.more].map(
      ({ code, place }) => `${code} ${place?.line ?? 0}:${place?.column ?? 0}`,
    );
  }
};

describe("what no image can have", () => {
  test.each([
    ["env: { PATH: /x }", "reserved-name 3:14"],
    ["env: { NVIDIA_VISIBLE_DEVICES: none }", "reserved-name 3:32"],
    ["env: { LANG: C }", "reserved-name 3:14"],
    ["env: { A-B: x }", "wrong-value 3:13"],
    ["env: { WANDB_API_KEY: abc }", "secret-in-request 3:23"],
    ["env: { INDEX: https://me:word@host/ }", "secret-in-request 3:15"],
    ["env: { JUPYTER_TOKEN: abc }", "secret-in-request 3:23"],
    ['env: { A: "x\\nRUN y" }', "control-character 3:11"],
    ["labels: { io.github.dl-env.cell: x }", "reserved-name 3:34"],
    ["labels: { org.opencontainers.image.base.digest: x }", "reserved-name 3:49"],
    ["labels: { my.api-key: x }", "secret-in-request 3:23"],
    ['labels: { "a b": x }', "wrong-value 3:18"],
    ['labels: { a: "x\\u2028y" }', "control-character 3:14"],
    ["workdir: home", "wrong-value 3:10"],
    ["workdir: /srv/../etc", "wrong-value 3:10"],
    ["workdir: /usr/local", "wrong-value 3:10"],
    ["workdir: /srv/", "wrong-value 3:10"],
    ["workdir: /srv/$HOME", "wrong-value 3:10"],
    ["timezone: Europe/Berlim", "wrong-value 3:11"],
    ["timezone: europe/berlin", "wrong-value 3:11"],
    ["timezone: US/Pacific", "wrong-value 3:11"],
    ["timezone: +01:00", "wrong-value 3:11"],
    ['apt: { packages: ["jq=1 7"] }', "wrong-value 3:19"],
    ["apt: { packages: [jq>1.6] }", "wrong-value 3:19"],
    ["apt: { packages: [libgl1:i386] }", "wrong-value 3:19"],
    ["sets: { mine: { apt: [jq] } }", "wrong-value 3:15"],
    ["user: {}", "wrong-value 3:7"],
    ["user: ada", "wrong-value 3:7"],
    ["user: { name: Ada }", "wrong-value 3:15"],
    ["user: { name: root }", "wrong-value 3:15"],
    ["user: { name: www-data }", "reserved-name 3:15"],
    ["user: { name: systemd-x }", "reserved-name 3:15"],
    ["user: { uid: 0 }", "wrong-value 3:14"],
    ["user: { uid: 999 }", "wrong-value 3:14"],
    ["user: { uid: 60001 }", "wrong-value 3:14"],
    ["user: { uid: 0x500 }", "wrong-value 3:14"],
    ["user: { gid: 27 }", "wrong-value 3:14"],
    ["user: { name: ada, home: /data }", "unknown-key 3:20"],
    ["locale: german", "wrong-value 3:9"],
    ["locale: de_DE", "wrong-value 3:9"],
    ["ports: [0]", "wrong-value 3:9"],
    ["ports: [65536]", "wrong-value 3:9"],
    ["ports: [80/icmp]", "wrong-value 3:9"],
    ['apt: { packages: ["-o x"] }', "wrong-value 3:19"],
    ["apt: { packages: [curl==1.0] }", "wrong-value 3:19"],
    ["run: [curl https://me:word@host/x]", "secret-in-request 3:7"],
    [`run: [export T=ghp_${"a1".repeat(18)}]`, "secret-in-request 3:7"],
    ['run: [" "]', "wrong-value 3:7"],
    ["run: [{ run: ls, user: root }]", "unknown-key 3:18"],
    ["run: [{ run: ls, netwrok: true }]", "unknown-key 3:18"],
    ["include: [{ set: torch, env: { PATH: x } }]", "reserved-name 3:38"],
    ["include: [{ set: torch, apt: { maxAge: 3 } }]", "unknown-key 3:32"],
    ["exclude: [{ set: torch, env: { A: x } }]", "unknown-key 3:25"],
  ])("%s", (rest, problem) => {
    expect(problems(rest)).toEqual([problem]);
  });

  test.each([
    ["timezone: Berlin", "Did you mean: Europe/Berlin"],
    ["timezone: new york", "Did you mean: America/New_York"],
    ["timezone: Europe/Berlim", "Did you mean: Europe/Berlin"],
    ["timezone: moon", "Write for example: timezone: Europe/Berlin"],
    ["apt: [ffmpeg]", "Write for example: apt: { packages: [libgl1], maxAge: 7 }"],
    ["include: [{ set: base, slim: true }]", "Write it at the top of the file: slim: …"],
    ["slim: yes", "Did you mean: true"],
    ["sudo: On", "Did you mean: true"],
    ["bytecode: no", "Did you mean: false"],
    ["slim: ture", "Did you mean: true"],
    ["user: { name: Ada Lovelace }", "Did you mean: adalovelace"],
  ])("%s is told with its way out", (rest, hint) => {
    expect(() => requestFrom(catalog, MATRIX, rest)).toThrow(expect.objectContaining({ hint }));
  });

  it("a misspelt key of a step is told as that, and not as a wrong type or missing too", () => {
    expect(problems("run: [{ rnu: ls }]")).toEqual(["unknown-key 3:9"]);
    expect(problems("run: [{ colour: red }]")).toEqual(["missing-key 3:7", "unknown-key 3:9"]);
  });

  it("is told all at once", () => {
    expect(problems("env: { PATH: x, TZ: y }\nports: [0]\n")).toHaveLength(3);
  });
});

test.each([
  "env: { A: \"a b $HOME 'x' \\\\\", EMPTY: '', TOKENIZERS_PARALLELISM: false, X_FILE: /run/x }",
  "labels: { org.opencontainers.image.vendor: our lab, a: '' }",
  "timezone: UTC\nlocale: C.UTF-8\nworkdir: /srv",
  "timezone: America/Argentina/Buenos_Aires\nlocale: ca_ES.UTF-8",
  "timezone: Asia/Kolkata\nlocale: fil_PH.UTF-8\nports: [8888, 53/udp]",
  "run:\n  - ldconfig\n  - { run: curl -f https://x.example, network: true }\n  - |\n    a\n    b\n",
  'apt: { packages: [libgl1, "g++", libstdc++6] }',
  'apt: { packages: ["ffmpeg=7:4.4.2-0ubuntu0.22.04.1", jq=1.7.1-3build1] }',
  "sets: { mine: { packages: [torch], apt: [libgl1, jq=1.6] } }",
])("images can have %s", (rest) => {
  expect(problems(rest)).toEqual([]);
});

describe("an entry of include with keys that change images", () => {
  const sets = (rest: string): string[] =>
    expandCells(requestFrom(catalog, MATRIX, rest), catalog).map(
      ({ set, cuda }) => `${set} ${cuda}`,
    );

  it("adds no cell where it names some that are there, also next to excluded ones", () => {
    const rest = "exclude: [{ set: base }]\ninclude: [{ ubuntu: '24.04', env: { A: x } }]";
    expect(sets(rest)).toEqual(["torch 12.8.1"]);
  });

  it("adds its cells where it names none that is there", () => {
    expect(sets("include: [{ cuda: '12.9', set: torch, env: { A: x } }]")).toEqual([
      "base 12.8.1",
      "torch 12.8.1",
      "torch 12.9.2",
    ]);
  });

  it("changes the images of its cells alone, and counts above what is for all", () => {
    const request = requestFrom(
      catalog,
      MATRIX,
      "env: { A: all, B: all }\nports: [1]\napt: { packages: [curl] }\ninclude:\n" +
        "  - { set: torch, env: { A: torch }, ports: [2], apt: { packages: [jq, curl] } }\n" +
        "  - { set: torch, timezone: Europe/Berlin, labels: { a: b } }\n",
    );
    const added = expandCells(request, catalog).map(customizer(request));
    expect(added).toEqual([
      {
        env: { A: "all", B: "all" },
        labels: {},
        ports: ["1/tcp"],
        apt: ["curl"],
        files: [],
        run: [],
        index: [],
      },
      {
        env: { A: "torch", B: "all" },
        labels: { a: "b" },
        ports: ["1/tcp", "2/tcp"],
        apt: ["curl", "jq"],
        files: [],
        run: [],
        index: [],
        timezone: "Europe/Berlin",
      },
    ]);
  });

  it("counts above what its set brings, and a set that no cell has adds none", () => {
    const request = requestFrom(
      catalog,
      'cuda: ["12.8"], ubuntu: "24.04", set: [base, mine]',
      "apt: { packages: [jq] }\nsets:\n  mine: { packages: [numpy], apt: [ffmpeg, jq=1.6] }\n" +
        "  other: { packages: [numpy], apt: [graphviz] }\n" +
        "include: [{ set: mine, apt: { packages: [ffmpeg=7] } }]\n",
    );
    const cells = expandCells(request, catalog);
    const asked = cells.map((cell) => [cell.set, ...customizer(request)(cell).apt]);
    expect(asked).toEqual([
      ["base", "jq"],
      ["mine", "jq=1.6", "ffmpeg=7"],
    ]);
    expect(request.setFiles).toEqual([]);
  });

  it("is no entry without effect, and does not move the places of those that are", () => {
    const request = requestFrom(
      catalog,
      MATRIX,
      "include:\n  - { set: torch, env: { A: x } }\n  - { set: torch }\n",
    );
    const warnings = requestWarnings(request, catalog, expandCells(request, catalog));
    expect(warnings.map(({ code, place }) => `${code} ${place?.line ?? 0}`)).toEqual([
      "matches-nothing 5",
    ]);
  });

  it("stays with its cells where they stand on a stand-in", () => {
    const request = onStandIn(
      requestFrom(catalog, MATRIX, "include: [{ ubuntu: '24.04', set: torch, env: { A: x } }]"),
    );
    const added = expandCells(request, catalog).map(customizer(request));
    expect(added.map(({ env }) => env)).toEqual([{}, { A: "x" }]);
  });
});
