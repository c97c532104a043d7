import { describe, expect, it } from "vitest";
import { staticFindings } from "../../src/inspect/staticChecks.ts";
import { folderView } from "../inspect/folderView.ts";
import { DEFAULT_USER } from "../../src/matrix/imageUser.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import {
  DOCKER,
  PODMAN,
  REFERENCE,
  once,
  processesOf,
  until,
  type StartOptions,
} from "../inside/container.ts";
import { insideWorld } from "../inside/world.ts";
import { engines } from "./engines.ts";

engines();
const { started, withSsh } = insideWorld([PODMAN, DOCKER]);

describe.each([PODMAN, DOCKER])("a command in $title", (engine) => {
  it("runs as dev with umask 002, and its status is the container's", async () => {
    const said = await once(engine, {
      command: ["sh", "-c", "id -u; id -g; umask; which python3 uv; exit 7"],
    });
    expect(said).toMatchObject({
      code: 7,
      stdout: "1000\n0\n0002\n/opt/venv/bin/python3\n/opt/venv/bin/uv\n",
    });
  });
  it("is bash when none is given", async () => {
    expect(await once(engine, { input: "echo $0-$((6*7))\n" })).toMatchObject({
      code: 0,
      stdout: "bash-42\n",
    });
  });
  it("gets signals, and its orphans are reaped", async () => {
    const container = await started(engine, {
      command: [
        "sh",
        "-c",
        "trap 'exit 3' TERM; for i in 1 2 3 4 5; do (sleep 0.1 & ); done; sleep 1; touch /tmp/ready; while :; do sleep 0.1; done",
      ],
    });
    await until("the orphans' end", async () =>
      (await container.exec("test", "-e", "/tmp/ready")).code === 0 ? true : undefined,
    );
    expect((await processesOf(container)).filter(({ state }) => state === "Z")).toEqual([]);
    const began = Date.now();
    await engine.call("stop", "--time", "20", container.id);
    expect(Date.now() - began).toBeLessThan(15_000);
    expect(await engine.call("inspect", container.id, "--format", "{{.State.ExitCode}}")).toBe("3");
  });
});

describe("what is refused takes one sentence and status 2", () => {
  it.each<[string, StartOptions, RegExp]>([
    [
      "ssh without keys",
      { command: ["ssh"] },
      /^dl-env: ssh needs a public key: .+ AUTHORIZED_KEYS\.\n$/,
    ],
    [
      "ssh with something that is no key",
      { command: ["ssh"], env: { AUTHORIZED_KEYS: "password123" } },
      /^dl-env: ssh needs a public key/,
    ],
    [
      "ssh as some other user",
      { command: ["ssh"], options: ["--user=12345:0"], env: { AUTHORIZED_KEYS: "x" } },
      /^dl-env: ssh starts only as root or as the user dev, not as uid 12345: .+\n$/,
    ],
    [
      "a service that there is not",
      { env: { DL_ENV_SERVICES: "jupyter,vnc" } },
      /^dl-env: "vnc" is not a service: .+\n$/,
    ],
    [
      "an empty token file",
      { command: ["jupyter"], env: { JUPYTER_TOKEN_FILE: "/dev/null" } },
      /^dl-env: \/dev\/null holds no token .+\n$/,
    ],
  ])("%s", async (_title, given, sentence) => {
    const said = await once(PODMAN, given);
    expect(said.stderr).toMatch(sentence);
    expect(said.code).toBe(2);
  });
});

describe("static checks", () => {
  const expected = {
    cuda: "12.8",
    wheelCuda: "exact" as const,
    labels: { cuda: "io.github.dl-env.cuda", wheelCuda: "io.github.dl-env.cuda.wheels" },
    imports: ["numpy", "zmq", "tornado"],
    gpus: [],
    gpuPackages: [],
    mayLack: [],
    sudo: false,
    user: DEFAULT_USER,
  };

  it("find nothing wrong with this image, and what a container adds to it", async () => {
    const [inspected] = JSON.parse(await PODMAN.call("image", "inspect", REFERENCE)) as [
      {
        Config: {
          Env: string[];
          Entrypoint: string[];
          Cmd: string[];
          User: string;
          Labels: Record<string, string>;
        };
      },
    ];
    const { Env, Entrypoint, Cmd, User, Labels } = inspected.Config;
    const env = Object.fromEntries(
      Env.map((pair): [string, string] => [
        pair.slice(0, pair.indexOf("=")),
        pair.slice(pair.indexOf("=") + 1),
      ]),
    );
    const config = {
      env,
      entrypoint: Entrypoint,
      cmd: Cmd,
      user: User,
      labels: Labels,
      history: [],
    };
    const { files } = realSystem();
    const folder = await PODMAN.call("image", "mount", REFERENCE);
    try {
      const view = await folderView(files, folder, config);
      expect(view.entries.size).toBeGreaterThan(5000);
      expect(await staticFindings(view, expected)).toEqual([]);
    } finally {
      await PODMAN.call("image", "unmount", REFERENCE);
    }
    const { container } = await withSsh(PODMAN, { options: ["--user=0"] });
    const lived = await PODMAN.call("mount", container.id);
    const found = await staticFindings(await folderView(files, lived, config), expected);
    expect([...new Set(found.map(({ code }) => code))]).toEqual(["host-key", "authorized-key"]);
    await PODMAN.call("unmount", container.id);
  });
});

describe("dl-env-check", () => {
  it("runs a probe of the image, and says what of a GPU it sees", async () => {
    const said = await once(PODMAN, { command: ["dl-env-check", "--json", "--library", "numpy"] });
    const { rows, host } = JSON.parse(said.stdout) as {
      rows: { library: string; status: string }[];
      host: { devices: string[] };
    };
    expect(rows.map((row) => `${row.library} ${row.status}`)).toEqual([
      "numpy ok",
      "numpy ok",
      "numpy ok",
    ]);
    expect(host.devices).toEqual([]);
    expect(said.code).toBe(0);
  });
  it("lists the wheels with version and licence", async () => {
    const rows = JSON.parse(
      (await once(PODMAN, { command: ["dl-env-check", "--licences", "--json"] })).stdout,
    ) as { name: string; version: string; licence: string }[];
    expect(rows.find((row) => row.name === "numpy")?.licence).toMatch(/BSD/);
    expect(rows.filter((row) => row.version === "" || row.licence === "")).toEqual([]);
  });
});
