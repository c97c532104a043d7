import { describe, expect, it, test } from "vitest";
import { STATIC_CHECKS, staticFindings } from "../../src/inspect/staticChecks.ts";
import type { Expected } from "../../src/inspect/imageView.ts";
import { covers } from "../../src/inspect/checks/cudaChecks.ts";
import { EXPECTED, elf, goodImage, viewOf } from "./images.ts";
import type { Fixture } from "./images.ts";
import { BROKEN, env, FLAWS, put, replace, SITE } from "./seeded.ts";

const codes = async (
  change: (image: Fixture) => unknown,
  expected: Partial<Expected> = {},
): Promise<string[]> => {
  const image = goodImage();
  change(image);
  return [
    ...new Set(
      (await staticFindings(await viewOf(image), { ...EXPECTED, ...expected })).map(
        (one) => one.code,
      ),
    ),
  ];
};

test("a library that is missing is told with the apt package that the catalog names for it", async () => {
  const image = goodImage();
  image.files.delete(`${SITE}/nvidia/cudnn/lib/libcudnn.so.9`);
  const aptOfLibrary = { "libcudnn.so.9": "libcudnn9" };
  const found = await staticFindings(await viewOf(image), { ...EXPECTED, aptOfLibrary });
  expect(found.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^libcudnn\.so\.9 is not in the image; .* The apt package libcudnn9 has it\.$/,
    ),
  ]);
});

describe("good images", () => {
  it("raise no alarm", async () => {
    expect(await staticFindings(await viewOf(goodImage()), EXPECTED)).toEqual([]);
  });
  it.each<[string, (image: Fixture) => unknown, Partial<Expected>?]>([
    [
      "without PyTorch",
      (image) =>
        [...image.files.keys()]
          .filter((path) => path.includes("torch"))
          .forEach((path) => image.files.delete(path)),
      { imports: ["numpy"] },
    ],
    [
      "without a library that only an optional part looks for",
      (image) => image.files.delete(`${SITE}/nvidia/cudnn/lib/libcudnn.so.9`),
      { mayLack: ["libcudnn.*"] },
    ],
    [
      "with sudo that was asked for",
      put("/etc/sudoers.d/dev", "dev ALL=(ALL) NOPASSWD: ALL\n", 0o440),
      { sudo: true },
    ],
    [
      "with pip.conf that names an index without credentials",
      put("/etc/pip.conf", "[global]\nindex-url = https://mirror.example/simple\n"),
    ],
    [
      "with a runtime flavor's LD_LIBRARY_PATH",
      env("LD_LIBRARY_PATH", "/usr/local/nvidia/lib:/usr/local/nvidia/lib64:/usr/local/cuda/lib64"),
    ],
    [
      "with stubs of a devel flavor",
      put("/usr/local/cuda-12.8/targets/x86_64-linux/lib/stubs/libcuda.so", elf([])),
    ],
    [
      "with wheels of an older minor that were asked for",
      replace(`${SITE}/torch/version.py`, "'12.8'", "'12.6'"),
      { wheelCuda: "same-major", labels: { cuda: "base", wheelCuda: "-" } },
    ],
    [
      "without JupyterLab, which a set may leave out",
      (image) => image.files.delete("/opt/venv/bin/jupyter-lab"),
    ],
    ["with certificates", put("/etc/ssl/certs/snakeoil.pem", "-----BEGIN CERTIFICATE-----\n")],
    [
      "with comments in sshd's settings",
      replace(
        "/usr/local/lib/dl-env/sshd_config",
        "UsePAM no",
        "# PasswordAuthentication yes\nUsePAM no",
      ),
    ],
  ])("%s", async (_title, change, expected) => {
    expect(await codes(change, expected)).toEqual([]);
  });
});

describe("nine flaws of other images are caught", () => {
  it.each(FLAWS)("%s", async (_title, code, change) => {
    expect(await codes(change)).toContain(code);
  });
});

describe("broken images are caught, and for that alone", () => {
  it.each(BROKEN)("%s", async (_title, code, change, expected) => {
    expect(await codes(change, expected)).toEqual([code]);
  });
});

describe("the checks", () => {
  it("each find something in some broken image", async () => {
    const silent = new Set(Object.keys(STATIC_CHECKS));
    for (const [, , change, expected] of [...FLAWS, ...BROKEN]) {
      const image = goodImage();
      change(image);
      for (const { check } of await staticFindings(await viewOf(image), {
        ...EXPECTED,
        ...expected,
      }))
        silent.delete(check);
    }
    expect([...silent]).toEqual([]);
  });
  it("find the same whether they pass over files in which nothing can be wrong or not", async () => {
    for (const [, , change, expected] of [...FLAWS, ...BROKEN]) {
      const image = goodImage();
      change(image);
      const view = await viewOf(image);
      expect(view.notable.length).toBeLessThan(view.entries.size);
      const given = { ...EXPECTED, ...expected };
      expect(await staticFindings({ ...view, notable: [...view.entries.values()] }, given)).toEqual(
        await staticFindings(view, given),
      );
    }
  });
  it.each<[string, string[], string[], boolean]>([
    ["8.9", ["8.0"], [], true],
    ["8.0", ["8.6"], [], false],
    ["9.0", ["8.0"], [], false],
    ["12.1", ["9.0"], ["9.0"], true],
    ["7.5", ["8.0"], ["8.0"], false],
  ])("compute capability %s with machine code %j and PTX %j: %s", (gpu, sm, ptx, want) => {
    expect(covers({ sm, ptx }, gpu)).toBe(want);
  });
});
