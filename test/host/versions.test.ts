import { afterEach, describe, expect, it } from "vitest";
import { rm, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { probePodman } from "../../src/container/podmanProbe.ts";
import type { HostFacts, PodmanFacts } from "../../src/host/hostFacts.ts";
import { chooseHostEngine, gpuWay, requireGpu } from "../../src/container/runEngine.ts";
import { runSpec } from "../../src/container/makeRunSpec.ts";
import { render } from "../../src/container/formats/render.ts";
import { fakeSystem, said } from "../engine/world.ts";
import { findingsOf, hostCatalog, recorded } from "./recorded.ts";

const made: string[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

const ROOTLESS = recorded("warn-fedora-44-no-ipv6");

/**
 * A rootless host without IPv6, whose podman is of another version; versions before 5.3 do not say
 * what carries their network.
 */
const hostWith = (version: string): HostFacts => {
  const podman = (ROOTLESS.facts.podman as { value: PodmanFacts }).value;
  const { rootlessNetwork: _said, ...plain } = podman;
  return { ...ROOTLESS.facts, podman: { value: { ...plain, version } } };
};

/** What it returns, or the message of what it throws. */
const outcome = (work: () => string): string => {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

interface Row {
  readonly version: string;
  /** Where it is met. */
  readonly comes: string;
  readonly builds: boolean;
  readonly gpus: "cdi" | undefined;
  readonly pastaTold: boolean;
  readonly kubeGpus: boolean;
}

const TABLE: readonly Row[] = [
  {
    version: "3.4.4",
    comes: "Ubuntu 22.04",
    builds: false,
    gpus: undefined,
    pastaTold: false,
    kubeGpus: false,
  },
  {
    version: "4.0.3",
    comes: "the last before",
    builds: false,
    gpus: undefined,
    pastaTold: false,
    kubeGpus: false,
  },
  {
    version: "4.1.0",
    comes: "the first that will do",
    builds: true,
    gpus: "cdi",
    pastaTold: false,
    kubeGpus: false,
  },
  {
    version: "4.3.1",
    comes: "Debian 12",
    builds: true,
    gpus: "cdi",
    pastaTold: false,
    kubeGpus: false,
  },
  {
    version: "4.9.3",
    comes: "Ubuntu 24.04",
    builds: true,
    gpus: "cdi",
    pastaTold: false,
    kubeGpus: false,
  },
  {
    version: "5.0.3",
    comes: "Fedora 40",
    builds: true,
    gpus: "cdi",
    pastaTold: true,
    kubeGpus: false,
  },
  {
    version: "5.4.2",
    comes: "Debian 13",
    builds: true,
    gpus: "cdi",
    pastaTold: true,
    kubeGpus: true,
  },
  {
    version: "5.8.4",
    comes: "Fedora 44",
    builds: true,
    gpus: "cdi",
    pastaTold: true,
    kubeGpus: true,
  },
  {
    version: "10.0.0",
    comes: "one to come",
    builds: true,
    gpus: "cdi",
    pastaTold: true,
    kubeGpus: true,
  },
];

describe.each(TABLE)(
  "podman $version, of $comes",
  ({ version, builds, gpus, pastaTold, kubeGpus }) => {
    const facts = hostWith(version);
    const engine = chooseHostEngine(facts, hostCatalog, "podman");
    const spec = runSpec({
      request: { image: "localhost/dl-env:x", gpus: "all" },
      facts,
      catalog: hostCatalog,
      engine,
      cwd: "/",
    });

    it(`${builds ? "is" : "is not"} taken to build, load and test with, and doctor says the same`, async () => {
      const folder = await mkdtemp(join(tmpdir(), "dl-env-unit-versions-"));
      made.push(folder);
      const sys = fakeSystem({
        programs: ["podman"],
        answers: [
          ["podman --version", said({ stdout: `podman version ${version}\n` })],
          ["podman run", said()],
        ],
      });
      const probed = await probePodman(sys, folder);
      expect(probed.ok ? "taken" : probed.why).toBe(
        builds ? "taken" : `podman ${version} is older than 4.1`,
      );
      for (const purpose of ["run", "build"] as const) {
        const levels = Object.fromEntries(
          findingsOf({ ...ROOTLESS, facts }, { for: purpose }).map(({ id, level }) => [id, level]),
        );
        expect([levels["engine"], levels["podman"]]).toEqual(
          builds ? ["ok", "ok"] : ["fail", "fail"],
        );
      }
    });

    it(`${gpus === undefined ? "hands out no GPU, and says so in one sentence" : "is asked for GPUs by their CDI names"}, never by --gpus`, () => {
      expect(gpuWay(engine, facts, hostCatalog)).toBe(gpus);
      const start = outcome(() => {
        requireGpu({ kind: "all" }, engine, { facts, catalog: hostCatalog });
        return "started";
      });
      expect(start).toBe(
        gpus === undefined
          ? `podman ${version} cannot give GPUs to containers here. podman supports CDI since 4.1.`
          : "started",
      );
      expect(render("podman", { spec, catalog: hostCatalog })).not.toContain("--gpus");
    });

    it(`${pastaTold ? "has its pasta told" : "has no pasta to be told"} to do without IPv6`, () => {
      expect(spec.network).toBe(pastaTold ? "pasta:-4" : undefined);
    });

    it(`${kubeGpus ? "gives" : "gives no"} GPUs to what kube play starts`, () => {
      const yaml = outcome(() => render("kube", { spec, catalog: hostCatalog, podman: engine }));
      expect(yaml).toContain(
        kubeGpus
          ? "nvidia.com/gpu=all"
          : `podman ${version} gives no GPUs to what kube play starts; 5.4 is the first that does.`,
      );
    });
  },
);
