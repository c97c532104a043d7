import { describe, expect, test } from "vitest";
import { containerArgv } from "../../src/container/containerArgv.ts";
import { parseGpus, parseGpusOrAuto, type Gpus } from "../../src/container/gpuOption.ts";
import { runSpec } from "../../src/container/makeRunSpec.ts";
import { runArgv } from "../../src/container/runCommandLine.ts";
import type { HostFacts } from "../../src/host/hostFacts.ts";
import { probeRun } from "../../src/smoke/runProbes.ts";
import { fakeSystem } from "../engine/world.ts";
import { hostCatalog, recorded } from "../host/recorded.ts";

const MIG = "MIG-c7384736-a75d-5afc-978f-d2f1294409fd";
const some = (...ids: string[]): Gpus => ({ kind: "some", ids });

/** How `run` and `smoke` read the same text. */
const GRAMMARS = [
  ["run", async (text: string) => parseGpus(text)],
  ["smoke", (text: string) => parseGpusOrAuto(fakeSystem({}), text)],
] as const;

describe.each(GRAMMARS)("%s --gpus", (_command, read) => {
  test.each<[string, Gpus]>([
    ["all", { kind: "all" }],
    ["none", { kind: "none" }],
    ["0", some("0")],
    ["0,1", some("0", "1")],
    ["0, 12", some("0", "12")],
    ["1:0", some("1:0")],
    ["GPU-4b19a3c2-0f0e-11ee-be56-0242ac120002", some("GPU-4b19a3c2-0f0e-11ee-be56-0242ac120002")],
    [MIG, some(MIG)],
    [`0,${MIG}`, some("0", MIG)],
  ])("%s", async (text, gpus) => {
    expect(await read(text)).toEqual(gpus);
  });

  test.each(["0,0", `${MIG},${MIG}`, "", "0,", "first", "-1", "0,--privileged", "All", "0;1"])(
    "refuses %j",
    async (text) => {
      await expect((async () => read(text))()).rejects.toMatchObject({
        code: "run-gpus",
        exit: 2,
        message: `Invalid --gpus "${text}".`,
        hint: expect.stringContaining("--gpus 0,1"),
      });
    },
  );
});

test.each<[string, Readonly<Record<string, string>>, Gpus]>([
  ["all where the driver is", { "/dev/nvidiactl": "" }, { kind: "all" }],
  ["none where there is none", {}, { kind: "none" }],
])("auto, which smoke knows, is %s", async (_title, files, gpus) => {
  expect(await parseGpusOrAuto(fakeSystem({ files }), "auto")).toEqual(gpus);
  expect(() => parseGpus("auto")).toThrow(expect.objectContaining({ code: "run-gpus" }));
});

const HOSTS = {
  docker: recorded("good-ubuntu-2404-docker").facts,
  podman: recorded("good-fedora-44-podman-rootless").facts,
} as const;

/** argv of `dl-env smoke` and `dl-env run` for the same GPUs on the same engine. */
const argvs = (name: "docker" | "podman", text: string, enforcing: boolean): [string, string][] => {
  const engine = { name, version: name === "docker" ? "28.5" : "5.4", rootless: false };
  const facts: HostFacts = {
    ...HOSTS[name],
    selinux: { value: enforcing ? "enforcing" : "permissive" },
  };
  const request = { image: "localhost/x:1", gpus: text, ephemeral: true };
  const spec = runSpec({ request, facts, catalog: hostCatalog, engine, cwd: "/" });
  const runtime = { ...engine, argv: [name], env: {}, ...(enforcing ? { selinux: true } : {}) };
  const options = {
    image: "localhost/x:1",
    digest: "sha256:ab",
    cell: "x",
    libraries: ["numpy"],
    gpus: parseGpus(text),
  };
  return [
    ["smoke", containerArgv(runtime, probeRun(runtime, options)).join(" ")],
    ["run", runArgv(spec, engine).join(" ")],
  ];
};

describe("smoke and run", () => {
  test.each([
    ["docker", MIG, `--gpus=device=${MIG}`],
    ["podman", MIG, `--device=nvidia.com/gpu=${MIG}`],
    ["docker", `0,${MIG}`, `--gpus="device=0,${MIG}"`],
    ["podman", "0,1", "--device=nvidia.com/gpu=0 --device=nvidia.com/gpu=1"],
    ["docker", "all", "--gpus=all"],
    ["podman", "all", "--device=nvidia.com/gpu=all"],
  ] as const)("ask %s for %s alike", (name, text, option) => {
    for (const [, argv] of argvs(name, text, false)) expect(argv).toContain(` ${option} `);
  });

  test.each([
    ["docker", "all", true, true],
    ["podman", "all", true, true],
    ["podman", MIG, true, true],
    ["podman", "none", true, false],
    ["docker", "all", false, false],
    ["podman", "all", false, false],
  ] as const)("of %s with GPUs %s, SELinux enforcing %s: label off %s", (name, text, on, off) => {
    for (const [command, argv] of argvs(name, text, on))
      expect([command, argv.includes(" --security-opt label=disable ")]).toEqual([command, off]);
  });
});
