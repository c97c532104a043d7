import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import type { Cell } from "../../src/matrix/cell.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { holdsFor, parseMarker, pythonRanges } from "../../src/matrix/marker.ts";
import { namesInSet, withOwnPackages } from "../../src/matrix/ownPackages.ts";
import { questionOf, type Question } from "../../src/matrix/question.ts";
import type { Request } from "../../src/matrix/request.ts";
import { isRefused, parseRequirement } from "../../src/matrix/requirement.ts";
import { withSetFiles } from "../../src/matrix/setFiles.ts";
import { realFiles } from "../../src/system/files.ts";
import { checkLock } from "../../src/verdict/lockRules.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { requestFrom } from "./requests.ts";
import { rulesAgainst } from "./judging.ts";

let facts: Catalog;
let uv: string;
beforeAll(async () => {
  facts = await builtIn();
  uv = `uv==${facts.hostUv.version}`;
});

interface Asked {
  readonly question: Question;
  readonly cell: Cell;
  readonly catalog: Catalog;
  readonly request: Request;
}

const askedBy = (request: Request): Asked => {
  const catalog = withOwnPackages(facts, request);
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no cell");
  return { question: questionOf(cell, request, catalog), cell, catalog, request };
};

const asked = (set: string, axes: { cuda?: string; python?: string } = {}, rest = ""): Asked => {
  const { cuda = "13.0", python = "3.12" } = axes;
  return askedBy(
    requestFrom(
      facts,
      `cuda: ["${cuda}"], ubuntu: [24.04], python: ["${python}"], set: [mine]`,
      `slim: true\nsets: { mine: ${set} }\n${rest}`,
    ),
  );
};

describe("a marker", () => {
  test.each([
    ['python_version < "3.12"', "3.11", true],
    ['python_version < "3.12"', "3.12", false],
    ['python_version >= "3.9"', "3.10", true],
    ["sys_platform == 'win32'", "3.12", false],
    ['platform_system == "Linux" and platform_machine == "x86_64"', "3.12", true],
    ['(os_name == "nt" or python_version == "3.12") and extra != "x"', "3.12", true],
    ['extra == "dev"', "3.12", false],
    ['python_full_version >= "3.12.0"', "3.12", true],
    ['"linux" in sys_platform', "3.12", true],
    ['python_version not in "3.8, 3.9"', "3.12", true],
    ['implementation_name == "pypy"', "3.12", false],
  ])("%s in Python %s is %s", (text, python, holds) => {
    const marker = parseMarker(text);
    expect(marker !== undefined && holdsFor(marker, python)).toBe(holds);
  });

  test.each(["", "python_version", "python_version < 3.12", "x == 'y'", "(os_name == 'a'", "a b"])(
    "%j is none",
    (text) => expect(parseMarker(text)).toBeUndefined(),
  );

  test("holds for ranges of Python", () => {
    expect(pythonRanges((one) => ["3.10", "3.11", "3.14"].includes(one))).toEqual([
      ">=3.10,<3.12",
      ">=3.14,<3.15",
    ]);
    expect(pythonRanges(() => true)).toBeUndefined();
    expect(pythonRanges(() => false)).toEqual([]);
  });
});

describe("a requirement", () => {
  test.each([
    ["ray>=0.50", { name: "ray", extras: [], range: ">=0.50" }],
    ["Some_Thing [b, A] (>= 1, <2)", { name: "some-thing", extras: ["a", "b"], range: ">=1,<2" }],
    [
      "x~=1.0 ; python_version<'3.12'",
      { name: "x", range: "~=1.0", marker: "python_version<'3.12'" },
    ],
  ])("%s", (text, parsed) => expect(parseRequirement(text)).toMatchObject(parsed));

  test.each([
    ["git+https://github.com/a/b", /repository of source code/],
    ["flash @ git+https://github.com/a/b", /repository of source code/],
    ["x @ https://h.example/x.whl", /from an address/],
    ["./local", /file or folder/],
    ["wheels/x.whl", /file or folder/],
    ["torch=2", /as conda writes it/],
    ["torch 2", /not a package/],
    ["x; python_version < 3", /not a condition/],
    ["x\n--pre", /not a package/],
  ])("%j is refused with a way out", (text, message) => {
    const parsed = parseRequirement(text);
    expect(isRefused(parsed) && parsed.message).toMatch(message);
    expect(isRefused(parsed) && parsed.hint).not.toBe("");
  });
});

test.each([
  ["numpy=1.26=py312_0", "Write it like: numpy==1.26"],
  ["python=3.10", 'Leave it out; dl-env.yml says it: matrix: { python: ["3.10"] }'],
  ["pytorch-cuda = 12.1", 'Leave it out; dl-env.yml says it: matrix: { cuda: ["12.8"] }'],
])("a line of conda, %s, is refused with what is written instead", (text, hint) => {
  expect(parseRequirement(text)).toMatchObject({ hint });
});

describe("packages in a set", () => {
  test("are asked for beside libraries", () => {
    const { question, cell } = asked('[numpy, "ray>=0.50", einops]');
    expect(question.requirements).toEqual(["einops", "numpy", "ray>=0.50", uv]);
    expect(namesInSet(cell.libraries)).toEqual(["numpy", "ray", "einops", "uv"]);
  });

  test("versions of a library are a pin in cells of that set", () => {
    const { question, cell } = asked('["Torch==2.14.1", numpy]');
    expect(cell.libraries).toContain("torch");
    expect(question.fallbacks?.[0]?.requirements).toContain("torch>=2.11,==2.14.1");
    expect(question.requirements).toContain("torch>=2.9,==2.14.1");
  });

  test("a pin of dl-env.yml holds for them too", () => {
    const { question } = asked('["sglang>=0.10"]', {}, "pins: { sglang: '<0.11' }\n");
    expect(question.requirements).toContain("sglang>=0.10,<0.11");
  });

  test("bring no bindings for drivers of the next CUDA", () => {
    const held = ["cuda-bindings<13", "cuda-python>=12.8,<13"];
    expect(asked("[numba-cuda]", { cuda: "12.4" }).question.constraints).toEqual(
      expect.arrayContaining(held),
    );
    expect(asked("[numba-cuda]").question.constraints).toContain("cuda-python>=12.8");
    const others = [asked("[numba-cuda]"), asked("[torch]", { cuda: "12.8" })];
    for (const { question } of others)
      expect(question.constraints.filter((line) => held.includes(line))).toEqual([]);
  });

  test("a condition is decided by the cell's Python", () => {
    const set = "['tomli; python_version < \"3.11\"', numpy]";
    expect(asked(set, { python: "3.10" }).question.requirements).toContain("tomli");
    const { question, cell, request, catalog } = asked(set);
    expect(question.requirements).not.toContain("tomli");
    expect(rulesAgainst(cell, request, catalog, "2026-11-21")).toEqual([]);
  });

  test("with a version that no build for the CUDA has is refused with the entry to change", () => {
    const { cell, catalog, request } = asked('["torch==2.10.0"]', { cuda: "13.2" });
    expect(rulesAgainst(cell, request, catalog, "2026-11-21")).toMatchObject([
      {
        code: "pin-out-of-range",
        hint: expect.stringMatching(/^Write: torch>=2\.12 \(dl-env\.yml/) as string,
      },
    ]);
  });

  test("and a pin of dl-env.yml is the pin that changes, where that is what leaves no room", () => {
    const pins = "pins: { torch: '==2.10.0' }\n";
    const { cell, catalog, request } = asked('["torch>=2.5"]', { cuda: "13.2" }, pins);
    expect(rulesAgainst(cell, request, catalog, "2026-11-21")).toMatchObject([
      {
        code: "pin-out-of-range",
        hint: expect.stringMatching(/^pins: \{ torch: ">=2\.12"/) as string,
      },
    ]);
  });

  test("a package for another CUDA is rejected before any index is asked", () => {
    const { cell, request, catalog } = asked('["some-thing-cu12"]');
    expect(rulesAgainst(cell, request, catalog, "2026-11-21")).toMatchObject([
      { code: "wheel-of-another-cuda", hint: expect.stringContaining('cuda: ["12.') as string },
    ]);
  });

  test("sets without packages ask what they asked before", () => {
    const { question } = asked("[numpy, torch]");
    expect(question.constraints).toEqual(["cuda-toolkit==13.0.*", "nvidia-cuda-runtime==13.0.*"]);
  });
});

describe("torch that a package brings into a cell of CUDA 13.0 (vLLM and SGLang brought 2.9.1)", () => {
  test("is held to the first release for that CUDA", () => {
    const { question } = asked("[sglang]");
    expect(question.constraints).toContain("torch>=2.11");
    expect(asked("[sglang, torch]").question.constraints).not.toContain("torch>=2.11");
    expect(asked("[sglang]", { cuda: "12.8" }).question.constraints).toContain("torch>=2.8");
  });

  test("is rejected in a lock, although nobody asked for torch", () => {
    const { question, cell, catalog } = asked("[sglang]");
    const wheel = (name: string, version: string) => ({
      name,
      version,
      file: `${name}-${version}-py3-none-any.whl`,
      sha256: "ab".repeat(32),
      download: 1,
    });
    const lock = makeLock(question, [wheel("sglang", "0.11.2"), wheel("torch", "2.9.1")], {
      created: "2026-11-21T10:00:00.000Z",
      uv: "0.13.8",
    });
    const found = checkLock(lock, { ...cell, wheelCuda: "exact" }, catalog);
    expect(found.map(({ code }) => code)).toContain("torch-of-another-cuda");
  });
});

describe("wheels for another CUDA", () => {
  const wheel = (name: string) => ({
    name,
    version: "4.8.0",
    file: `${name.replaceAll("-", "_")}-4.8.0-py3-none-any.whl`,
    sha256: "ab".repeat(32),
    download: 1,
  });
  const found = (names: readonly string[], harmless: readonly string[]): string[] => {
    const { question, cell, catalog } = asked('["some-thing>=1"]');
    const one = catalog.libraries.get("some-thing>=1");
    if (one === undefined) throw new Error("no such library");
    const libraries = new Map([...catalog.libraries, [one.name, { ...one, harmless }]]);
    const lock = makeLock(question, names.map(wheel), {
      created: "2026-11-21T10:00:00.000Z",
      uv: "0.13.8",
    });
    return checkLock(lock, { ...cell, wheelCuda: "exact" }, { ...catalog, libraries }).map(
      ({ message }) => message,
    );
  };

  test("are one reason however many they are", () => {
    expect(found(["a-cu12", "b-cu12", "c-cu12", "d-cu12"], [])).toEqual([
      "a-cu12 4.8.0, b-cu12 4.8.0, c-cu12 4.8.0 and 1 more are built for CUDA 12, and this cell has CUDA 13.0.",
    ]);
  });

  test("that a library does without are no reason", () => {
    expect(found(["a-cu12"], ["a-cu12"])).toEqual([]);
    expect(found(["a-cu12", "b-cu12"], ["a-cu12"])).toHaveLength(1);
  });
});

describe("files of a set", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dl-env-set-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  });
  const read = (files: Readonly<Record<string, string>>, set: string): Promise<Request> => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const request = requestFrom(
      facts,
      "cuda: ['13.0'], ubuntu: [24.04], python: ['3.12'], set: [mine]",
      `slim: true\nsets: { mine: ${set} }\n`,
    );
    const world = { files: realFiles, env: { cwd: folder } };
    return withSetFiles(world, request, { catalog: facts, folder: "." });
  };
  const problemsOf = async (files: Readonly<Record<string, string>>, set: string) => {
    const error: unknown = await read(files, set).catch((thrown: unknown) => thrown);
    if (!(error instanceof DlEnvError)) throw new Error("was not refused");
    return [error, ...error.more].map(({ code, message, place, hint }) => ({
      code,
      message,
      place,
      hint,
    }));
  };

  test("requirements.txt: comments, files that it names, constraints, hashes", async () => {
    const hash = "cd".repeat(32);
    const request = await read(
      {
        "requirements.txt":
          `# ours\nnumpy>=2 # fast\n-r more/dev.txt\n-c limits.txt\neinops==0.8.1 \\\n    --hash=sha256:${hash}\n` +
          "--prefer-binary\npywin32; sys_platform == 'win32'\n",
        "more/dev.txt": "-r ../requirements.txt\npytest\n",
        "limits.txt": "pandas<3\n",
      },
      "{ packages: [tqdm], requirements: requirements.txt }",
    );
    const { question, cell, catalog } = askedBy(request);
    expect(question.requirements).toEqual(["einops==0.8.1", "numpy>=2", "pytest", "tqdm", uv]);
    expect(question.constraints).toContain("pandas<3");
    expect(request.setPaths).toEqual(["requirements.txt", "more/dev.txt", "limits.txt"]);
    const wheel = (sha256: string) => ({
      name: "einops",
      version: "0.8.1",
      file: "einops-0.8.1-py3-none-any.whl",
      sha256,
      download: 1,
    });
    const codes = (sha256: string): string[] =>
      checkLock(
        makeLock(question, [wheel(sha256)], { created: "2026-11-21T10:00:00.000Z", uv: "0.13.8" }),
        { ...cell, wheelCuda: "exact" },
        catalog,
      ).map(({ code }) => code);
    expect(codes("ef".repeat(32))).toEqual(["other-hash"]);
    expect(codes(hash)).toEqual([]);
  });

  test("what cannot be in an image is told with its line and what to do", async () => {
    const found = await problemsOf(
      {
        "requirements.txt":
          "--extra-index-url https://h.example\n-e .\nx @ file:///x\n--pre\n--odd\n",
      },
      "{ requirements: requirements.txt }",
    );
    expect(found.map(({ code, place }) => [code, place?.file, place?.line])).toEqual(
      [1, 2, 3, 4, 5].map((line) => ["requirement", "requirements.txt", line]),
    );
  });

  test("a hash that is no sha256 is told as such", async () => {
    const found = await problemsOf(
      { "requirements.txt": `six==1.16.0 --hash=sha256:${"ab".repeat(31)}\n` },
      "{ requirements: requirements.txt }",
    );
    expect(found.map(({ message }) => message)).toEqual([
      "A hash of `six==1.16.0` is not a sha256 of 64 digits.",
    ]);
  });

  test("what is from elsewhere is told with a step that installs it", async () => {
    const found = await problemsOf(
      {
        "requirements.txt":
          "clip @ git+https://h.example/clip.git\nhttps://h.example/a-1-py3-none-any.whl\n./own; python_version > '3'\n",
      },
      "{ requirements: requirements.txt }",
    );
    const step = "Leave the line out, and install it in a step; put into dl-env.yml:\n";
    expect(found.map(({ hint }) => hint)).toEqual([
      `${step}run: [{ run: "uv pip install --no-deps git+https://h.example/clip.git", network: true }]`,
      `${step}run: [{ run: "uv pip install --no-deps https://h.example/a-1-py3-none-any.whl", network: true }]`,
      `${step}files: [{ from: "./own", to: "/opt/own" }]\n` +
        'run: [{ run: "uv pip install --no-deps /opt/own", network: true }]',
    ]);
  });

  test("a line for another system is passed by, whatever it names", async () => {
    const request = await read(
      {
        "requirements.txt":
          'einops\nhttps://h.example/a-1-cp310-win_amd64.whl; platform_system == "Windows"\n',
      },
      "{ requirements: requirements.txt }",
    );
    expect(request.sets["mine"]).toEqual(["einops"]);
  });

  test("a file that is not there, or lies outside, is refused", async () => {
    expect(await problemsOf({}, "{ requirements: none.txt }")).toMatchObject([
      { code: "requirements-file", place: { file: "dl-env.yml" } },
    ]);
    symlinkSync("/etc/hostname", join(folder, "link.txt"));
    for (const path of ["/etc/hostname", "../../etc/hostname", "link.txt"])
      expect(await problemsOf({}, `{ requirements: ${path} }`)).toMatchObject([
        { code: "requirements-file" },
      ]);
  });

  test("pyproject.toml: dependencies, groups, extras, and the Pythons that it is for", async () => {
    const request = await read(
      {
        "pyproject.toml": `[project]
name = "mine"
requires-python = ">=3.10,<3.13"
dependencies = ["einops", "tomli>=2; python_version<'3.11'"]
[project.optional-dependencies]
gpu = ["cupy", "mine[plots]"]
plots = ["matplotlib>=3.8"]
[dependency-groups]
base = ["pytest"]
dev = [{ include-group = "base" }, "ruff"]
`,
      },
      "{ pyproject: pyproject.toml, groups: dev, extras: [gpu] }",
    );
    const { question, cell, catalog } = askedBy(request);
    expect(question.requirements).toEqual([
      "cupy-cuda13x[ctk]>=14",
      "einops",
      "matplotlib>=3.8",
      "pytest",
      "ruff",
      uv,
    ]);
    const against = (python: string) =>
      rulesAgainst({ ...cell, python }, request, catalog, "2026-11-21").map(({ code }) => code);
    expect([against("3.12"), against("3.13")]).toEqual([[], ["project-needs-python"]]);
  });

  test("a group that it lacks, and Poetry's own form, are told", async () => {
    const text = '[project]\nname = "mine"\n[dependency-groups]\ndev = []\n';
    expect(
      (await problemsOf({ "a.toml": text }, "{ pyproject: a.toml, groups: [de] }"))[0]?.message,
    ).toContain("no group `de`");
    expect(
      (await problemsOf({ "b.toml": "[tool.poetry]\nname = 'x'\n" }, "{ pyproject: b.toml }"))[0],
    ).toMatchObject({ code: "requirement", message: expect.stringContaining("Poetry") as string });
  });
});
