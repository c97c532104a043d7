import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRootlessPodman, type RootlessPodman } from "../fakes/rootlessPodman.ts";
import { freePort } from "../fakes/freePort.ts";
import {
  DOCKER,
  PODMAN,
  jupyterOf,
  once,
  processesOf,
  ssh,
  status,
  type Container,
  type EngineUnderTest,
  type StartOptions,
} from "../inside/container.ts";
import { insideWorld } from "../inside/world.ts";
import { engines } from "./engines.ts";

engines();
const world = insideWorld([PODMAN, DOCKER]);
const { key, known, started, withSsh } = world;

/**
 * Starts JupyterLab; what the page answers with the token and without, and what a new kernel does.
 */
const serve = async (
  engine: EngineUnderTest,
  options: readonly string[],
): Promise<{ container: Container; answers: readonly number[] }> => {
  const port = await freePort();
  const container = await started(engine, {
    command: ["jupyter"],
    options,
    env: { JUPYTER_PORT: String(port) },
  });
  const { url, token } = await jupyterOf(container, port);
  const kernel = await fetch(`${url}/api/kernels`, {
    method: "POST",
    headers: { Authorization: `token ${token}` },
  });
  return {
    container,
    answers: [await status(`${url}/lab?token=${token}`), await status(`${url}/lab`), kernel.status],
  };
};
const SERVED = [200, 302, 201];

const TMPFS = "--tmpfs=/tmp:rw,mode=1777";
/** podman lays tmpfs over /run and others by itself, docker does not. */
const readOnly = ({ name }: EngineUnderTest): string[] => [
  "--read-only",
  ...(name === "podman" ? ["--read-only-tmpfs=false"] : []),
  TMPFS,
];
/**
 * What the "restricted" pod security standard asks for; the seccomp profile is the engines'
 * default.
 */
const RESTRICTED = ["--user=10001:10001", "--cap-drop=ALL", "--security-opt=no-new-privileges"];
const NAMESPACE = ["--uidmap=0:100000:65536", "--gidmap=0:100000:65536"];

type Mode = [string, EngineUnderTest, readonly string[]];
const everywhere = (engine: EngineUnderTest): Mode[] =>
  (
    [
      ["dev", []],
      ["root", ["--user=0"]],
      ["an unknown user in group 0", ["--user=12345:0"]],
      ["an unknown user in a group of its own", ["--user=12345:12345"]],
      ["dev with a read-only root and a tmpfs", readOnly(engine)],
      [
        "Kubernetes' restricted profile with a read-only root",
        [...RESTRICTED, ...readOnly(engine)],
      ],
      [
        "root without the right to become another user",
        ["--user=0", "--cap-drop=SETUID", "--cap-drop=SETGID"],
      ],
      ["dev with a home that is a volume", ["--volume=/home/dev"]],
    ] as const
  ).map(([who, options]) => [`${who} in ${engine.title}`, engine, options]);

describe("every mode", () => {
  it.each<Mode>([
    ...everywhere(PODMAN),
    ["dev of a user namespace in podman", PODMAN, NAMESPACE],
    ["root of a user namespace in podman", PODMAN, ["--user=0", ...NAMESPACE]],
    ...everywhere(DOCKER),
  ])("serves JupyterLab as %s", async (_title, engine, options) => {
    expect((await serve(engine, options)).answers).toEqual(SERVED);
  });

  it.each([PODMAN, DOCKER])(
    "of Kubernetes' restricted profile has no capability, no new privileges and a seccomp filter in $title",
    async (engine) => {
      const said = await once(engine, {
        options: [...RESTRICTED, ...readOnly(engine)],
        command: ["grep", "-E", "^(Cap(Eff|Bnd)|NoNewPrivs|Seccomp):", "/proc/self/status"],
      });
      expect(said.stdout).toBe(
        "CapEff:\t0000000000000000\nCapBnd:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2\n",
      );
    },
  );

  it.each([PODMAN, DOCKER])(
    "lets dev in by ssh with a read-only root and no capability in $title",
    async (engine) => {
      const { port } = await withSsh(engine, {
        options: [...readOnly(engine), "--cap-drop=ALL", "--security-opt=no-new-privileges"],
      });
      expect(
        (await ssh(port, { key, known }, "id -un; python3 -c 'import numpy; print(1)'")).stdout,
      ).toBe("dev\n1\n");
    },
  );
});

/** Certificates of this machine for uv in a container, where they are not the usual ones. */
const network = (): StartOptions => {
  const file = process.env["SSL_CERT_FILE"];
  const passed = Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^(?:UV_(?:DEFAULT_INDEX|INDEX_URL|INDEX)|HTTPS?_PROXY|NO_PROXY)$/i.test(name),
    ),
  ) as Record<string, string>;
  return file === undefined
    ? { env: passed }
    : { options: [`--volume=${file}:/ca.pem:ro`], env: { ...passed, SSL_CERT_FILE: "/ca.pem" } };
};

describe.each([PODMAN, DOCKER])("/opt/venv in $title", (engine) => {
  it.each([
    ["dev", "1000:0"],
    ["an unknown user in group 0", "12345:0"],
  ])("takes packages from %s at once", async (_who, user) => {
    const { options = [], env = {} } = network();
    const script =
      "set -e; uv pip install --quiet iniconfig; python3 -c 'import iniconfig; print(iniconfig.__file__)'; stat -c '%u %g %a' /opt/venv/lib/python3/site-packages/iniconfig/__init__.py; uv pip uninstall --quiet numpy; python3 -c 'import numpy' 2>/dev/null || echo gone";
    const said = await once(engine, {
      options: [...options, `--user=${user}`],
      env,
      command: ["sh", "-c", script],
    });
    expect(said.stdout).toMatch(
      /^\/opt\/venv\/lib\/python3[.\d]*\/site-packages\/iniconfig\/__init__\.py\n(?:1000|12345) 0 664\ngone\n$/,
    );
  });

  it("is read-only for others, who are told where they install, and what lies in it stays in reach", async () => {
    const { options = [], env = {} } = network();
    const said = await once(engine, {
      options: [...options, "--user=12345:12345"],
      env,
      command: [
        "sh",
        "-c",
        "uv pip install --quiet iniconfig && python3 -c 'import iniconfig, numpy; print(iniconfig.__file__, numpy.__file__)'",
      ],
    });
    expect(said.stderr).toMatch(
      /^dl-env: uid 12345, gid 12345 cannot write \/home\/dev: HOME is \/tmp\/home-12345, .+\ndl-env: \/opt\/venv is read-only for uid 12345, gid 12345: .+\.venv/,
    );
    expect(said.stdout).toMatch(
      /\/home-12345\/\.venv\/lib\/python3[.\d]*\/site-packages\/iniconfig\/__init__\.py \/opt\/venv\/lib\//,
    );
  });

  it("never changes its owner", async () => {
    const look = "find /opt/venv ! -uid 0 -o ! -gid 0 | grep -v __pycache__ | head -3";
    for (const options of [[], ["--user=0"], ["--user=12345:0"]])
      expect((await once(engine, { options, command: ["sh", "-c", look] })).stdout).toBe("");
  });
});

describe("rootless podman", () => {
  let rootless: RootlessPodman | { readonly why: string };
  beforeAll(async () => {
    rootless = await startRootlessPodman();
    if ("engine" in rootless) await rootless.engine.load(world.image().folder, world.image().tag);
  });
  afterAll(async () => {
    if ("engine" in rootless) await rootless.close();
  });
  const engineOr = (skip: (why: string) => never): EngineUnderTest =>
    "engine" in rootless ? rootless.engine : skip(`no rootless podman here: ${rootless.why}`);

  it.for<[string, readonly string[]]>([
    ["dev", []],
    ["root, who is the user outside", ["--user=0"]],
    ["an unknown user in a group of its own", ["--user=12345:12345"]],
    ["the user outside (--userns=keep-id)", ["--userns=keep-id"]],
    ["dev of a namespace of its own (--userns=auto)", ["--userns=auto"]],
    [
      "Kubernetes' restricted profile with a read-only root",
      [...RESTRICTED, "--read-only", "--read-only-tmpfs=false", TMPFS],
    ],
  ])("serves JupyterLab as %s", async ([, options], { skip }) => {
    const { container, answers } = await serve(engineOr(skip), options);
    expect(answers).toEqual(SERVED);
    // Outside, none of them is root.
    const pid = await container.engine.call("inspect", "--format", "{{.State.Pid}}", container.id);
    expect(await readFile(`/proc/${pid}/status`, "utf8")).not.toMatch(/^Uid:\s+0\s/m);
    expect((await processesOf(container)).filter(({ state }) => state === "Z")).toEqual([]);
  });

  it.for<[string, readonly string[]]>([
    ["dev", []],
    ["root", ["--user=0"]],
  ])(
    "lets people in by ssh, started as %s, and ends before it is killed",
    async ([, options], { skip }) => {
      const engine = engineOr(skip);
      const { container, port } = await withSsh(engine, { options });
      expect(
        (
          await ssh(
            port,
            { key, known },
            "id -un; touch /opt/venv/lib/python3/site-packages/new && echo may-install",
          )
        ).stdout,
      ).toBe("dev\nmay-install\n");
      const began = Date.now();
      await engine.call("stop", "--time", "30", container.id);
      expect(Date.now() - began).toBeLessThan(25_000);
    },
  );
});
