import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { chooseEngine } from "../../src/engine/chooseEngine.ts";
import { probePodman } from "../../src/container/podmanProbe.ts";
import { runContainer } from "../../src/container/runContainer.ts";
import { chooseRuntime } from "../../src/container/chooseRuntime.ts";
import { makeStandIn } from "../../src/engine/standIn.ts";
import { STAND_IN_LABEL } from "../../src/image/labels.ts";
import { readBaseIn } from "../../src/registry/baseImage.ts";
import { parseIndex } from "../../src/registry/manifest.ts";
import { openRepository } from "../../src/registry/openRepository.ts";
import { DOCKER_LIST } from "../../src/registry/repository.ts";
import type { System } from "../../src/system/ports.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { engines } from "./engines.ts";

const { registry } = engines();
const real = realSystem();
const silent: System["log"] = {
  info: () => undefined,
  warn: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
  group: (_title, run) => run(),
};
const sys: System = { ...real, log: silent };
let work = "";

beforeAll(async () => {
  work = await mkdtemp("/tmp/dl-env-test-");
});
afterAll(() => rm(work, { recursive: true, force: true }));

const cudaOf = async (
  version: string,
): Promise<{
  cuda: { version: string; minor: string };
  drivers: Awaited<ReturnType<typeof loadCatalog>>["drivers"];
}> => {
  const catalog = await loadCatalog(sys);
  const cuda = catalog.cuda.find(
    (release) => release.repository.startsWith("localhost/") && release.version === version,
  );
  if (cuda === undefined) throw new Error(`the catalog has no stand-in for ${version}`);
  return { cuda, drivers: catalog.drivers };
};

/** The same machine with another environment for processes and for what reads variables. */
const withEnv = (extra: Readonly<Record<string, string | undefined>>): System => ({
  ...sys,
  env: { ...sys.env, get: (name) => (name in extra ? extra[name] : sys.env.get(name)) },
  processes: {
    ...sys.processes,
    run: (argv, options) =>
      sys.processes.run(argv, { ...options, env: { ...extra, ...options.env } }),
  },
});

describe("the stand-in", () => {
  test("is a list of two platforms in Docker's schema 2, whose amd64 image says what it is and runs", async () => {
    const repository = openRepository(sys)(`${registry}/stand-in-host`);
    const { cuda, drivers } = await cudaOf("13.0.2");
    const made = await makeStandIn(sys, { cuda, drivers, flavor: "runtime" }, repository);
    const list = await repository.manifest(made.tag);
    expect(list?.mediaType).toBe(DOCKER_LIST);
    expect(
      parseIndex(list!, "stand-in").manifests.map(({ platform }) => platform?.architecture),
    ).toEqual(["amd64", "arm64"]);
    const { config, manifest } = await readBaseIn(repository, made.tag, made.tag);
    expect(manifest.layers.length).toBeGreaterThanOrEqual(5);
    expect(config.config?.Labels?.[STAND_IN_LABEL]).toBe("true");
    expect(config.config?.Env).toContain("NVIDIA_VISIBLE_DEVICES=all");
    expect(config.config?.Entrypoint).toEqual(["/opt/nvidia/nvidia_entrypoint.sh"]);
    const image = `${registry}/stand-in-host:${made.tag}`;
    await sys.processes.run(["podman", "pull", "--quiet", "--tls-verify=false", image], {
      cwd: work,
    });
    const runtime = await chooseRuntime(sys, work, "podman");
    const said = await runContainer(sys, runtime, {
      image,
      network: "none",
      pull: false,
      command: [
        "sh",
        "-c",
        "ls /usr/local/cuda/compat && ldconfig -p | head -1 && . /etc/os-release && echo $VERSION_CODENAME && ! command -v python3",
      ],
    });
    expect(said).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/libcuda\.so\.1[\s\S]*bookworm\n$/),
    });
    await sys.processes.run(["podman", "rmi", "--force", image], { cwd: work });
  });

  test("is the same bytes when Debian is fetched again, whoever fetches it", async () => {
    const { cuda, drivers } = await cudaOf("12.8.1");
    const made = (
      name: string,
      env: Readonly<Record<string, string>>,
    ): ReturnType<typeof makeStandIn> =>
      makeStandIn(
        withEnv({ XDG_CACHE_HOME: join(work, `cache-${name}`), ...env }),
        { cuda, drivers },
        openRepository(sys)(`oci:${join(work, name)}`),
      );
    const elsewhere = await made("elsewhere", { TZ: "Asia/Tokyo", LANG: "C" });
    const known = await makeStandIn(
      sys,
      { cuda, drivers },
      openRepository(sys)(`oci:${join(work, "known")}`),
    );
    // Debian may have published a package since this machine's own was made; seldom twice at once.
    const again = known.digest === elsewhere.digest ? known : await made("again", {});
    expect(elsewhere).toEqual(again);
  });
});

describe("a host whose podman fails as it is", () => {
  test("gets settings of its own, and keeps the machine's files as they are", async () => {
    const before = await readFile("/etc/containers/registries.conf", "utf8").catch(() => "none");
    // The machine's own settings, as on a fresh Debian 12.
    const probe = await probePodman(withEnv({ CONTAINERS_CONF: undefined }), join(work, "own"));
    expect(probe).toMatchObject({ ok: true });
    expect(await readFile("/etc/containers/registries.conf", "utf8").catch(() => "none")).toBe(
      before,
    );
  });

  test("and cannot be helped is refused, with the last that podman said", async () => {
    const broken = withEnv({ CONTAINERS_STORAGE_CONF: "/dev/null/storage.conf" });
    await expect(
      chooseEngine(broken, "podman", { open: openRepository(sys), work: join(work, "broken") }),
    ).rejects.toMatchObject({
      code: "engine-unusable",
      message: expect.stringMatching(/podman does not start: .+/),
    });
  });
});

describe("buildx", () => {
  test("without a daemon is refused with that reason", async () => {
    const alone = withEnv({ DOCKER_HOST: `unix://${join(work, "nobody.sock")}` });
    await expect(
      chooseEngine(alone, "buildx", { open: openRepository(sys), work }),
    ).rejects.toMatchObject({
      code: "engine-unusable",
      message: expect.stringContaining("daemon cannot be reached"),
    });
  });

  test("is what auto takes where it works, and podman where it does not", async () => {
    const lines: string[] = [];
    const heard = (given: System): System => ({
      ...given,
      log: { ...silent, info: (text) => lines.push(text) },
    });
    const needs = { open: openRepository(sys), work: join(work, "auto") };
    expect((await chooseEngine(heard(sys), "auto", needs)).name).toBe("buildx");
    expect(
      (
        await chooseEngine(
          heard(withEnv({ DOCKER_HOST: `unix://${join(work, "nobody.sock")}` })),
          "auto",
          needs,
        )
      ).name,
    ).toBe("podman");
    expect(lines.at(-1)).toMatch(
      /^Engine: podman [\d.]+, because docker's daemon cannot be reached\.$/,
    );
  });

  test("has a runtime beside it: docker runs what is asked of it", async () => {
    const runtime = await chooseRuntime(sys, work, "docker");
    expect(runtime.name).toBe("docker");
    expect(
      (await runContainer(sys, runtime, { image: "localhost/none:1", pull: false })).code,
    ).toBe(125);
  });
});
