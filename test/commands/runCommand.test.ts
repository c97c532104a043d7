import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCell } from "../../src/commands/runCell.ts";
import { cellImage, run } from "../../src/commands/runCommand.ts";
import { copyKeys, readKeys } from "../../src/container/loginKeys.ts";
import { outcomeText } from "../../src/report/outcomeText.ts";
import { layoutRepository } from "../../src/registry/layout.ts";
import { DEFAULT_USER } from "../../src/matrix/imageUser.ts";
import { startFakeRegistry } from "../fakes/registry.ts";
import { putImage, repositoryAt, testSystem } from "../registry/world.ts";
import { startedText } from "../../src/report/startedText.ts";
import type { RunOptions, RunResult, System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";

const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0000000000000000000000000000000000000000000 someone@laptop";
const OTHER = `restrict ${KEY.replace("someone", "other")}`;
const PODMAN = {
  host: { networkBackend: "netavark", ociRuntime: { name: "runc" }, security: { rootless: false } },
  store: { graphRoot: "/var/lib/containers/storage" },
  version: { Version: "4.3.1" },
};

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "dl-env-home-"));
  await mkdir(join(home, ".ssh"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

interface Call {
  readonly argv: readonly string[];
  readonly options: RunOptions;
}

let now = 0;

/** An image that the engine has already. */
const IMAGE = "registry.example/dl-env:base-cuda12.8.1-ubuntu24.04-py3.12";
const HELD = JSON.stringify([{ Id: "a", RootFS: { Layers: [] } }]);

/**
 * This machine's files, and a podman that answers what `answer` says to `run`; every other program
 * is missing.
 */
const system = (answer: (call: Call) => Partial<RunResult>, calls: Call[] = []): System => {
  const real = realSystem();
  return {
    ...real,
    clock: { now: () => (now += 1000), sleep: () => Promise.resolve() },
    env: { ...real.env, home, cwd: home, uid: 1000, get: () => undefined },
    log: {
      info: () => undefined,
      warn: () => undefined,
      debug: () => undefined,
      progress: () => undefined,
      group: (_title, work) => work(),
    },
    processes: {
      find: (program) => Promise.resolve(program === "podman" ? "/usr/bin/podman" : undefined),
      run: (argv, options) => {
        if (argv[0] === "test")
          return Promise.resolve({ code: 0, stdout: "", stderr: "", timedOut: false });
        if (argv[1] === "ps")
          return Promise.resolve({ code: 0, stdout: "\ntaken\n", stderr: "", timedOut: false });
        if (argv[1] === "info")
          return Promise.resolve({
            code: 0,
            stdout: JSON.stringify(PODMAN),
            stderr: "",
            timedOut: false,
          });
        if (argv[1] === "image" && argv[3] === IMAGE)
          return Promise.resolve({ code: 0, stdout: HELD, stderr: "", timedOut: false });
        calls.push({ argv, options });
        return Promise.resolve({
          code: 0,
          stdout: "",
          stderr: "",
          timedOut: false,
          ...answer({ argv, options }),
        });
      },
    },
  };
};

describe("dl-env run", () => {
  it("gives a command in front the terminal, and its exit code back", async () => {
    const calls: Call[] = [];
    const result = await run(
      system(() => ({ code: 42 }), calls),
      { image: IMAGE, gpus: "none", command: ["python3", "train.py"] },
    );
    expect([result.code, result.exit]).toEqual([42, 1]);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.options.terminal).toBe(true);
    expect(calls[0]?.argv.slice(-3)).toEqual([IMAGE, "python3", "train.py"]);
    expect(calls[0]?.argv).toEqual(expect.arrayContaining(["--rm", "-it"]));
  });

  it("a name that a container has already is told in one sentence, in front too", async () => {
    const calls: Call[] = [];
    await expect(
      run(
        system(() => ({}), calls),
        { image: IMAGE, gpus: "none", name: "taken" },
      ),
    ).rejects.toMatchObject({
      code: "run-name-taken",
      message: "A container named taken exists already.",
      hint: expect.stringMatching(/podman rm --force taken, or give another: --name taken-2$/),
    });
    expect(calls).toEqual([]);
  });

  it("mounts a readable copy of the keys for ssh, never ~/.ssh itself", async () => {
    await writeFile(join(home, ".ssh/authorized_keys"), `# mine\n${KEY}\n`, { mode: 0o600 });
    const { result } = await run(
      system(() => ({})),
      { image: IMAGE, gpus: "none", command: ["ssh"] },
    );
    const mount = result.argv?.find((word) => word.includes("authorized_keys")) ?? "";
    const copy = /source=([^,]+),/.exec(mount)?.[1] ?? "";
    expect(copy.startsWith(`${home}/.local/state/dl-env/`)).toBe(true);
    expect(await readFile(copy, "utf8")).toBe(`${KEY}\n`);
    expect((await stat(copy)).mode & 0o777).toBe(0o644);
  });

  const start = (
    answer: (call: Call) => Partial<RunResult>,
    calls: Call[] = [],
    more: { jupyterPort?: number } = {},
  ): Promise<unknown> =>
    run(system(answer, calls), {
      image: IMAGE,
      gpus: "none",
      command: ["ssh", "jupyter"],
      sshPort: 20_022,
      name: "x",
      ...more,
    });
  const ran = (calls: readonly Call[]): string[] =>
    calls.map(({ argv }) => argv.slice(1, 4).join(" "));

  it.each<[string, string, string, string]>([
    [
      "podman's taken name",
      'Error: creating container storage: the container name "x" is already in use by 8f86. You have to remove that container to be able to reuse that name: that name is already in use\n',
      "run-name-taken",
      "podman exec -it x bash, or remove it: podman rm --force x",
    ],
    [
      "docker's taken name",
      'docker: Error response from daemon: Conflict. The container name "/x" is already in use by container "8f86". You have to remove (or rename) that container to be able to reuse that name.\nSee \'docker run --help\'.\n',
      "run-name-taken",
      "podman rm --force x",
    ],
    [
      "podman's taken port",
      "Error: cannot listen on the TCP port: listen tcp4 127.0.0.1:20022: bind: address already in use\n",
      "run-port-taken",
      "--ssh-port 20023",
    ],
    [
      "rootless podman's taken port",
      "Error: rootlessport listen tcp 127.0.0.1:11000: bind: address already in use\n",
      "run-port-taken",
      "--jupyter-port 11001",
    ],
    [
      "docker's taken port, by another container",
      "docker: Error response from daemon: driver failed programming external connectivity on endpoint x (abc): Bind for 127.0.0.1:11000 failed: port is already allocated.\n",
      "run-port-taken",
      "--jupyter-port 11001",
    ],
    [
      "docker's taken port, by another program",
      "docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint x (abc): failed to bind host port 127.0.0.1:20022/tcp: address already in use\n\nRun 'docker run --help' for more information\n",
      "run-port-taken",
      "--ssh-port 20023",
    ],
    ["a full disk", "Error: no space left on device\n", "run-failed", "dl-env doctor"],
  ])("tells %s, and leaves no container that does not run", async (_title, stderr, code, hint) => {
    await writeFile(join(home, ".ssh/id_ed25519.pub"), KEY);
    const calls: Call[] = [];
    await expect(
      start(({ argv }) => (argv.includes("run") ? { code: 125, stderr } : {}), calls),
    ).rejects.toMatchObject({ code, exit: 1, hint: expect.stringContaining(hint) as unknown });
    // A container of that name that was there before is another's.
    expect(ran(calls).filter((line) => line.startsWith("rm"))).toEqual(
      code === "run-name-taken" ? [] : ["rm x"],
    );
  });

  it("refuses to mount a folder that is not there, before anything is started", async () => {
    const calls: Call[] = [];
    await expect(
      run(
        system(() => ({}), calls),
        { image: IMAGE, gpus: "none", volumes: [`${home}/nothing here:/data`] },
      ),
    ).rejects.toMatchObject({
      code: "run-volume",
      exit: 2,
      message: `${home}/nothing here, which is to be mounted at /data, is not there.`,
      hint: `Make it, or name another: mkdir -p '${home}/nothing here'`,
    });
    expect(calls.filter(({ argv }) => argv.includes("run"))).toEqual([]);
  });

  it.each([
    ["in front", { command: ["true"] }],
    ["in the background", { command: ["true"], detach: true }],
  ])(
    "tells that the registry lacks the tag where the engine started nothing %s",
    async (_, how) => {
      const registry = await startFakeRegistry();
      try {
        const image = `${registry.host}/team/images:gone`;
        const refusal = { code: 125, stderr: "Error: manifest unknown\n" };
        const answer = ({ argv }: Call): Partial<RunResult> =>
          argv.includes("run") ? refusal : {};
        const request = { image, gpus: "none", user: DEFAULT_USER, ...how };
        await putImage(
          repositoryAt(testSystem(), `${registry.host}/team/images`),
          "{}",
          ["x"],
          "torch",
        );
        await expect(run(system(answer), request)).rejects.toMatchObject({
          code: "unknown-tag",
          hint: expect.stringContaining("torch") as string,
        });
        // Of another failure the engine's own words are all there is.
        const torch = { ...request, image: `${registry.host}/team/images:torch`, detach: true };
        await expect(run(system(answer), torch)).rejects.toMatchObject({ code: "run-failed" });
      } finally {
        await registry.close();
      }
    },
  );

  it("says that a shell in the background has nothing to read", async () => {
    const answer = ({ argv }: Call): Partial<RunResult> =>
      argv.includes("inspect") ? { stdout: "exited 0\n" } : {};
    await expect(
      run(system(answer), { image: IMAGE, gpus: "none", name: "x", detach: true }),
    ).rejects.toMatchObject({
      code: "run-ended",
      message: expect.stringContaining(
        "no command was given, and a shell in the background",
      ) as string,
      hint: "Leave out --detach, or name a service: dl-env run CELL jupyter",
    });
  });

  it("tells what services said that ended immediately, and removes what is left of them", async () => {
    await writeFile(join(home, ".ssh/id_ed25519.pub"), KEY);
    const calls: Call[] = [];
    const answer =
      (state: string) =>
      ({ argv }: Call): Partial<RunResult> =>
        argv.includes("inspect")
          ? { stdout: `${state}\n` }
          : argv.includes("logs")
            ? {
                stderr:
                  "starting\ndl-env: JupyterLab is not in this image: take a set that has it.\n",
              }
            : argv.includes("port")
              ? { stdout: "2222/tcp -> 127.0.0.1:20022\n11000/tcp -> 127.0.0.1:11000\n" }
              : {};
    for (const state of ["exited 2", "restarting 2"]) {
      await expect(start(answer(state), calls)).rejects.toMatchObject({
        code: "run-ended",
        message:
          "x ended immediately with status 2: dl-env: JupyterLab is not in this image: take a set that has it.",
      });
      expect(ran(calls.splice(0)).at(-1)).toBe("rm --force x");
    }
    await expect(start(answer("running 0"), calls)).resolves.toMatchObject({ exit: 0 });
  });

  describe("where podman puts containers into this host's network", () => {
    const net = readlinkSync("/proc/self/ns/net");
    const onHost = ({ argv }: Call): Partial<RunResult> =>
      argv.includes("--rootfs")
        ? { stdout: `${net}\n` }
        : argv.includes("inspect")
          ? { stdout: "running 0\n" }
          : {};
    const jupyter = { image: IMAGE, gpus: "none", command: ["jupyter"], name: "x" };

    it("starts Jupyter on loopback", async () => {
      const calls: Call[] = [];
      const outcome = await run(system(onHost, calls), jupyter);
      const argv = outcome.result.argv?.join(" ") ?? "";
      expect(argv).toContain("--network host");
      expect(argv).not.toMatch(/0\.0\.0\.0|--publish/);
      expect(outcomeText(outcome)).toContain("http://127.0.0.1:11000/lab");
      expect(ran(calls).some((line) => line.startsWith("port"))).toBe(false);
    });

    it.each([[["ssh"]], [["ssh", "jupyter"]]])("refuses %j and starts nothing", async (command) => {
      await writeFile(join(home, ".ssh/id_ed25519.pub"), KEY);
      const calls: Call[] = [];
      await expect(run(system(onHost, calls), { ...jupyter, command })).rejects.toMatchObject({
        code: "run-host-network",
        exit: 3,
        hint: expect.stringContaining("dl-env run CELL jupyter") as unknown,
      });
      expect(calls.every(({ argv }) => argv.includes("--rootfs"))).toBe(true);
    });

    it("stops what it started, if only that shows the network", async () => {
      const calls: Call[] = [];
      const late = ({ argv }: Call): Partial<RunResult> =>
        argv.includes("--rootfs")
          ? { code: 126, stderr: "Error: no" }
          : argv.includes("{{.HostConfig.NetworkMode}}")
            ? { stdout: "host\n" }
            : {};
      await expect(run(system(late, calls), jupyter)).rejects.toMatchObject({
        code: "run-host-network",
      });
      expect(ran(calls).at(-1)).toBe("rm --force x");
    });

    it("does not look for it where no service is asked for", async () => {
      const calls: Call[] = [];
      await run(system(onHost, calls), { ...jupyter, command: ["python3"] });
      expect(calls).toHaveLength(1);
    });
  });

  it("warns where the engine published nothing", async () => {
    await writeFile(join(home, ".ssh/id_ed25519.pub"), KEY);
    const warned: string[] = [];
    const own = system(({ argv }) => (argv.includes("inspect") ? { stdout: "running 0" } : {}));
    await run(
      { ...own, log: { ...own.log, warn: (text) => void warned.push(text) } },
      { image: IMAGE, gpus: "none", command: ["ssh"], sshPort: 20_022 },
    );
    expect(warned).toEqual([expect.stringMatching(/^podman published no port 20022: /)]);
  });

  it("asks for a terminal only where there is one", async () => {
    const own = system(() => ({}));
    const piped: System = {
      ...own,
      processes: {
        ...own.processes,
        run: (argv, options) =>
          argv[0] === "test"
            ? Promise.resolve({ code: 1, stdout: "", stderr: "", timedOut: false })
            : own.processes.run(argv, options),
      },
    };
    expect(
      (await run(piped, { image: IMAGE, gpus: "none", command: ["python3"] })).result.argv,
    ).toEqual(expect.arrayContaining(["--rm", "-i"]));
    expect(
      (await run(piped, { image: IMAGE, gpus: "none", command: ["python3"], as: "docker" }))
        .document,
    ).toContain("-it \\\n");
  });

  it("prints for elsewhere without asking for a GPU or an image here", async () => {
    const calls: Call[] = [];
    const { document, exit } = await run(
      system(() => ({ code: 1 }), calls),
      { image: "localhost/dl-env:never", as: "docker" },
    );
    expect(exit).toBe(0);
    expect(document).toMatch(/^docker run \\\n[^]*--gpus=all \\\n/);
    expect(calls).toEqual([]);
  });

  it.each([
    ["podman", "the copy"],
    ["compose", "./authorized_keys"],
    ["quadlet", "%h/.config/dl-env/authorized_keys"],
    ["kube", "the keys"],
  ] as const)("prints for %s where keys are that dev can read: %s", async (as, where) => {
    await writeFile(join(home, ".ssh/authorized_keys"), KEY, { mode: 0o600 });
    const { document: text = "" } = await run(
      system(() => ({})),
      { image: IMAGE, gpus: "none", command: ["ssh"], as, name: "x" },
    );
    const copy = `${home}/.local/state/dl-env/x/authorized_keys`;
    expect(text).toContain({ "the copy": copy, "the keys": KEY }[where as string] ?? where);
    expect([text.includes(copy), text.includes(KEY), text.includes(`${home}/.ssh`)]).toEqual([
      where === "the copy",
      where === "the keys",
      false,
    ]);
  });

  it("prints a file for elsewhere without keys of this host, and with those that it was told of", async () => {
    const printed = async (keys?: string): Promise<string> =>
      (
        await run(
          system(() => ({})),
          {
            image: IMAGE,
            command: ["ssh"],
            as: "compose",
            ...(keys === undefined ? {} : { keys }),
          },
        )
      ).document ?? "";
    expect(await printed()).toContain("# Who may log in: install -m 644");
    await writeFile(join(home, "team.pub"), KEY);
    expect(await printed("team.pub")).toContain("source: ./team.pub");
    await expect(printed("nobody.pub")).rejects.toMatchObject({ code: "run-no-keys" });
  });

  describe("looks where the image is", () => {
    const layoutWith = async (tag: string): Promise<string> => {
      const folder = join(home, "images");
      await putImage(
        layoutRepository(realSystem(), folder),
        '{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}',
        ["x"],
        tag,
      );
      return `oci:${folder}`;
    };
    const asked = { words: ["python3"], file: "dl-env.yml", publish: true, gpus: "none" };
    const ran = (calls: readonly Call[]): string[] => calls.map(({ argv }) => argv[1] ?? "");
    const lacks = ({ argv }: Call): Partial<RunResult> =>
      argv[2] === "inspect" ? { code: 1 } : argv[1] === "pull" ? { stdout: "0123abc\n" } : {};

    it("an image of a layout is loaded where the engine lacks it or has another, and then started", async () => {
      const to = await layoutWith("torch");
      for (const answer of [
        lacks,
        (call: Call) =>
          call.argv[2] === "inspect"
            ? { stdout: JSON.stringify([{ Id: "f".repeat(64), RootFS: { Layers: [] } }]) }
            : lacks(call),
      ]) {
        const calls: Call[] = [];
        await runCell(system(answer, calls), { ...asked, cell: "torch", to });
        expect(ran(calls)).toEqual(["image", "pull", "tag", "untag", "run"]);
        expect(calls.at(-1)?.argv).toContain("localhost/dl-env:torch");
      }
    });

    it("an image that the engine has already is started as it is", async () => {
      const to = await layoutWith("torch");
      const repository = layoutRepository(realSystem(), to.slice("oci:".length));
      const digest = (await repository.resolve("torch")) ?? "";
      const calls: Call[] = [];
      const answer = ({ argv }: Call): Partial<RunResult> =>
        argv[2] === "inspect"
          ? { stdout: JSON.stringify([{ Id: digest, RootFS: { Layers: [] } }]) }
          : {};
      await runCell(system(answer, calls), { ...asked, cell: "torch", to });
      expect(ran(calls)).toEqual(["image", "run"]);
    });

    it("without dl-env.yml and --to it is the engine's, which must have it", async () => {
      const calls: Call[] = [];
      const own = system(
        ({ argv }) =>
          argv[2] === "inspect"
            ? { stdout: JSON.stringify([{ Id: "a", RootFS: { Layers: [] } }]) }
            : {},
        calls,
      );
      const nowhere = { ...own, files: { ...own.files, stat: () => Promise.resolve(undefined) } };
      await runCell(nowhere, { ...asked, cell: "torch" });
      expect(ran(calls)).toEqual(["image", "run"]);
      const warned: string[] = [];
      const plain = system(lacks);
      const log = { ...plain.log, warn: (text: string) => void warned.push(text) };
      const without = { ...plain, log, files: nowhere.files };
      await expect(runCell(without, { ...asked, cell: "torch" })).rejects.toMatchObject({
        code: "run-image-missing",
        hint: "Say where it is: dl-env run torch --to oci:./images",
      });
      expect(warned).toEqual([]);
    });

    it("what an engine has under the name of an image that the layout lacks is not it", async () => {
      const to = await layoutWith("torch");
      const calls: Call[] = [];
      const others = ({ argv }: Call): Partial<RunResult> =>
        argv[2] === "inspect"
          ? { stdout: JSON.stringify([{ Id: "a", RootFS: { Layers: [] } }]) }
          : {};
      await expect(
        runCell(system(others, calls), { ...asked, cell: "mine", to }),
      ).rejects.toMatchObject({ code: "unknown-tag", exit: 2 });
      expect(ran(calls)).not.toContain("run");
    });

    it("a tag that neither has is told with what may have been meant", async () => {
      const to = await layoutWith("torch");
      await expect(runCell(system(lacks), { ...asked, cell: "troch", to })).rejects.toMatchObject({
        code: "unknown-tag",
        hint: "Did you mean: torch",
      });
    });
  });

  describe("an image with a user of its own", () => {
    const other = "registry.example/dl-env:lab";
    const has = (labels: object) => (call: Call) =>
      call.argv[1] === "image"
        ? {
            stdout: JSON.stringify([
              { Id: "a", RootFS: { Layers: [] }, Config: { Labels: labels } },
            ]),
          }
        : {};
    const userLabel = { "io.github.dl-env.user": "ada 1234:5678" };

    it("has that user's home on a volume of its own", async () => {
      const { result } = await run(system(has(userLabel)), {
        image: other,
        gpus: "none",
        command: ["python3"],
      });
      expect(result.spec.mounts).toEqual([
        { kind: "volume", name: "dl-env-u1000-lab-home-ada", target: "/home/ada" },
      ]);
      expect(result.spec.user).toEqual({ name: "ada", uid: 1234, gid: 5678, home: "/home/ada" });
    });

    it("is taken for dev where nothing is said, and where it cannot be read that is told", async () => {
      const plain = { image: other, gpus: "none", command: ["python3"] };
      expect((await run(system(has({})), plain)).result.spec.user.name).toBe("dev");
      const warned: string[] = [];
      const base = system(() => ({ code: 1 }));
      const sys = { ...base, log: { ...base.log, warn: (text: string) => void warned.push(text) } };
      const image = "localhost/dl-env:lab";
      const { result } = await run(sys, { image, gpus: "none", as: "kube" });
      expect(result.spec.mounts.map(({ target }) => target)).toEqual(["/home/dev"]);
      expect(warned).toEqual([
        `Which user ${image} has could not be read, so its home is taken for /home/dev.`,
      ]);
    });

    it("is in texts for other hosts, as dl-env.yml says it", async () => {
      const text = [
        "to: registry.example/lab",
        'matrix: { cuda: ["12.8"], ubuntu: ["24.04"] }',
        "user: { name: ada, uid: 1234, gid: 5678 }",
      ];
      const file = join(home, "dl-env.yml");
      await writeFile(file, text.join("\n"));
      await writeFile(join(home, ".ssh/id_rsa.pub"), `${KEY}\n`);
      const documentOf = async (as: string): Promise<string> =>
        (
          await runCell(
            system(() => ({ code: 1 })),
            { cell: "base", words: ["ssh"], file, publish: true, gpus: "none", as },
          )
        ).document ?? "";
      expect(await documentOf("kube")).toMatch(
        /runAsUser: 1234\n +runAsGroup: 5678\n +fsGroup: 0\n[^]*mountPath: "?\/home\/ada/,
      );
      expect(await documentOf("devcontainer")).toContain('"remoteUser": "ada"');
      for (const as of ["compose", "quadlet", "docker", "podman"])
        expect(await documentOf(as)).toContain("/home/ada");
    });

    it("is whom ssh is told to log in as", async () => {
      const { result } = await run(system(has(userLabel)), {
        image: other,
        gpus: "none",
        command: ["python3"],
      });
      const spec = {
        ...result.spec,
        ports: [{ name: "ssh", host: 21_000, container: 2222 }],
      } as const;
      expect(startedText(spec, { name: "podman" })).toContain("ssh -p 21000 ada@127.0.0.1");
    });
  });

  it("names a cell's image by the destination", () => {
    expect(cellImage("oci:./images", "base-x")).toBe("localhost/dl-env:base-x");
    expect(cellImage("registry.example/team/dl-env", "base-x")).toBe(
      "registry.example/team/dl-env:base-x",
    );
  });

  it("never prints a token", () => {
    const spec = {
      name: "n",
      ports: [{ name: "jupyter", host: 11_000, container: 11_000 }],
      env: { JUPYTER_TOKEN: "secret" },
    } as unknown as Parameters<typeof startedText>[0];
    expect(startedText(spec, { name: "podman" })).not.toContain("secret");
  });
});

describe("keys", () => {
  it("are those who may log in here, else this user's own", async () => {
    await writeFile(join(home, ".ssh/id_rsa.pub"), `${KEY}\n`);
    expect(
      (
        await readKeys(
          system(() => ({})),
          undefined,
        )
      ).file,
    ).toBe(join(home, ".ssh/id_rsa.pub"));
    await writeFile(join(home, ".ssh/authorized_keys"), `\n${OTHER}\r\nnonsense\n`);
    expect(
      await readKeys(
        system(() => ({})),
        undefined,
      ),
    ).toEqual({ file: join(home, ".ssh/authorized_keys"), text: `${OTHER}\n` });
  });

  it("are never private, and never none", async () => {
    await writeFile(join(home, "id"), "-----BEGIN OPENSSH PRIVATE KEY-----\n");
    await expect(
      readKeys(
        system(() => ({})),
        "id",
      ),
    ).rejects.toMatchObject({ code: "run-private-key", exit: 2 });
    await expect(
      readKeys(
        system(() => ({})),
        undefined,
      ),
    ).rejects.toMatchObject({ code: "run-no-keys", exit: 2 });
    await expect(
      readKeys(
        system(() => ({})),
        "missing",
      ),
    ).rejects.toMatchObject({ code: "run-no-keys", message: "There is no file missing." });
    await writeFile(join(home, "empty"), "");
    await expect(
      readKeys(
        system(() => ({})),
        "empty",
      ),
    ).rejects.toMatchObject({ code: "run-no-keys", message: "empty holds no public key." });
  });

  it("go where XDG_STATE_HOME says", async () => {
    const own = system(() => ({}));
    const file = await copyKeys(
      { ...own, env: { ...own.env, get: () => join(home, "state") } },
      "n",
      `${KEY}\n`,
    );
    expect(file).toBe(join(home, "state/dl-env/n/authorized_keys"));
  });
});
