import { expect, test } from "vitest";
import { requireCuda, standInEnvironment, standInLayers } from "../../src/engine/standInFiles.ts";
import { mmdebstrapArgv } from "../../src/engine/standInRootfs.ts";
import { standInLayout, standInTag } from "../../src/engine/standInNames.ts";
import { canInstall, installHint, installPodman } from "../../src/container/installPodman.ts";
import { fakeSystem, said } from "./world.ts";

const CUDA = { version: "12.8.1", minor: "12.8" };
const DRIVERS = { shipped: { "12.8.1": "570.124.06" }, requireBranches: { "12.8": [470, 535] } };

test("the stand-in has nvidia/cuda's places: compat, ld.so.conf.d, alternatives, a licence, at least five layers with Debian's", () => {
  const layers = standInLayers(CUDA, "base", DRIVERS);
  const paths = layers.flatMap(({ entries }) => entries.map(({ path }) => path));
  expect(layers.length + 1).toBeGreaterThanOrEqual(5);
  expect(paths).toEqual(
    expect.arrayContaining([
      "usr/local/cuda-12.8/compat/libcuda.so.570.124.06",
      "etc/ld.so.conf.d/nvidia.conf",
      "usr/local/cuda",
      "NGC-DL-CONTAINER-LICENSE",
    ]),
  );
  expect(paths.some((path) => path.endsWith("entrypoint.sh"))).toBe(false);
});

test("its runtime flavor brings an entrypoint, as NVIDIA's do", () => {
  expect(
    standInLayers(CUDA, "runtime", DRIVERS).flatMap(({ entries }) =>
      entries.map(({ path }) => path),
    ),
  ).toContain("opt/nvidia/nvidia_entrypoint.sh");
});

test("NVIDIA_REQUIRE_CUDA lists every brand with every older branch", () => {
  const text = requireCuda("12.8", [470, 535]);
  expect(
    text.startsWith(
      "cuda>=12.8 brand=unknown,driver>=470,driver<471 brand=unknown,driver>=535,driver<536 brand=grid",
    ),
  ).toBe(true);
  expect(text.split(" ")).toHaveLength(1 + 12 * 2);
  expect(standInEnvironment(CUDA, DRIVERS)).toContain("CUDA_VERSION=12.8.1");
});

test("mmdebstrap uses the host's own sources where they are given, and names none itself", () => {
  expect(mmdebstrapArgv("/t.tar", ["/etc/apt/sources.list"]).slice(-3)).toEqual([
    "bookworm",
    "/t.tar",
    "/etc/apt/sources.list",
  ]);
  expect(mmdebstrapArgv("/t.tar", []).join(" ")).not.toMatch(/https?:/);
});

test("it lies in the user's cache under its own tag", () => {
  expect(standInLayout(fakeSystem({ env: { XDG_CACHE_HOME: "/c" } }))).toBe("/c/dl-env/stand-in");
  expect(standInLayout(fakeSystem({}))).toBe("/home/u/.cache/dl-env/stand-in");
  expect(standInTag("12.8.1")).toBe("12.8.1-base-stand-in");
});

test.each([
  ["apt-get", "Type: sudo apt-get install podman"],
  ["dnf", "Type: sudo dnf install podman"],
  ["zypper", "Type: sudo zypper install podman"],
  ["pacman", "Type: sudo pacman -S podman"],
  ["nothing", "Install it with this system's package manager, then check: podman --version"],
])("a host with %s is told what to type", async (program, hint) => {
  expect(await installHint(fakeSystem({ programs: [program] }), "podman")).toBe(hint);
});

test("podman is installed by apt as root only, and not again", async () => {
  const root = fakeSystem({ programs: ["apt-get"], answers: [["apt-get", said()]] });
  expect(await installPodman(root)).toBe(true);
  expect(root.ran.at(-1)).toMatch(/install -y --no-install-recommends podman/);
  const user = fakeSystem({ programs: ["apt-get"], uid: 1000 });
  expect(await canInstall(user)).toBe(false);
  await expect(installPodman(user)).rejects.toMatchObject({
    code: "program-missing",
    hint: expect.stringContaining("sudo apt-get install podman"),
  });
  expect(await installPodman(fakeSystem({ programs: ["podman"] }))).toBe(false);
});

test("an apt that fails is told with its own words", async () => {
  const sys = fakeSystem({
    programs: ["apt-get"],
    answers: [
      ["apt-get -q -o DPkg::Lock::Timeout=300 install", said({ code: 100, stderr: "E: no space" })],
      ["apt-get", said()],
    ],
  });
  await expect(installPodman(sys)).rejects.toMatchObject({
    code: "install-failed",
    exit: 3,
    cause: expect.objectContaining({ message: expect.stringContaining("E: no space") }),
  });
});
