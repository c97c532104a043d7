import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { Host } from "../../src/suggest/driverFit.ts";
import { DlEnvError } from "../../src/errors/error.ts";
import { driverFit } from "../../src/suggest/driverFit.ts";
import { decodeRequest } from "../../src/matrix/decodeRequest.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { compareVersions, minorOf } from "../../src/catalog/versions.ts";
import { gpuNamed } from "../../src/catalog/gpuNames.ts";
import { cardsFrom, driverFrom, hostFrom } from "../../src/suggest/pickHost.ts";
import { judge, openQuestions } from "../matrix/judging.ts";
import { pickWay } from "../../src/suggest/pickWay.ts";
import type { Picked, PickInputs } from "../../src/suggest/pick.ts";
import { cardOutsideCuda } from "../../src/suggest/hostLimits.ts";
import { pick } from "../../src/suggest/pick.ts";
import type { PickOptions } from "../../src/suggest/pickRequest.ts";
import { pickRequest, requestForCell } from "../../src/suggest/pickRequest.ts";
import { builtIn, TODAY } from "../catalog/builtIn.ts";
import { answersTo } from "../matrix/answers.ts";

let catalog: Catalog;
beforeAll(async () => {
  catalog = await builtIn();
});

const host = (gpu: string, driver?: string, runtime: Host["runtime"] = "docker"): Host =>
  hostFrom({ gpu, runtime, ...(driver === undefined ? {} : { driver }) }, catalog);

const inputsOf = (from: Host, options: PickOptions): PickInputs => {
  const request = pickRequest(options, catalog, TODAY);
  const cells = expandCells(request, catalog);
  const inputs = { request, catalog, today: TODAY, lists: new Map() };
  const answers = answersTo(openQuestions(cells, inputs));
  const locks = new Map(
    [...answers.values()].flatMap((answer) =>
      answer.kind === "locked" ? [[answer.lock.key, answer.lock] as const] : [],
    ),
  );
  const judged = judge(cells, { ...inputs, answers });
  return { judged, locks, host: from, catalog, again: AGAIN };
};

const picked = (from: Host, options: PickOptions): Picked => pick(inputsOf(from, options));

const AGAIN = 'dl-env pick --gpu "RTX 4090" --with torch';

const refusal = (work: () => unknown): DlEnvError => {
  try {
    work();
  } catch (error) {
    if (error instanceof DlEnvError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
};

const chosen = (result: Picked): (string | undefined)[] => [
  result.best?.cell.id,
  ...result.alternatives.map((choice) => choice.cell.id),
];

describe("names of cards", () => {
  test.each([
    ["RTX 4090", "RTX 4090", "8.9"],
    ["NVIDIA GeForce RTX 4090", "RTX 4090", "8.9"],
    ["nvidia geforce rtx 4070 ti", "RTX 4070 Ti", "8.9"],
    ["NVIDIA A100-SXM4-80GB", "A100", "8.0"],
    ["NVIDIA H100 80GB HBM3", "H100", "9.0"],
    ["Tesla V100-SXM2-16GB", "V100", "7.0"],
    ["NVIDIA RTX 6000 Ada Generation", "RTX 6000 Ada", "8.9"],
    ["Quadro RTX 6000", "Quadro RTX 6000", "7.5"],
    ["NVIDIA L40S", "L40S", "8.9"],
    ["Tesla T4", "T4", "7.5"],
    ["NVIDIA GeForce GTX 1660 SUPER", "GTX 1660", "7.5"],
    ["NVIDIA RTX A4500", "RTX A4500", "8.6"],
    ["Quadro P4000", "Quadro P4000", "6.1"],
    ["NVIDIA TITAN X (Pascal)", "TITAN X (Pascal)", "6.1"],
    ["NVIDIA A800-SXM4-80GB", "A800", "8.0"],
    ["NVIDIA RTX 3500 Ada Generation Laptop GPU", "RTX 3500 Ada", "8.9"],
    ["NVIDIA GeForce MX450", "MX450", "7.5"],
    ["NVIDIA GB10", "GB10", "12.1"],
  ])("%s is a %s", (written, name, computeCapability) => {
    expect(gpuNamed(written, catalog)).toMatchObject({ name, computeCapability });
  });

  test("a card that nobody knows is refused with the nearest", () => {
    expect(refusal(() => cardsFrom("RTX 4091", catalog))).toMatchObject({
      code: "unknown-gpu",
      message: 'The catalog has no GPU "RTX 4091".',
      hint: 'Did you mean: --gpu "RTX 4090"',
    });
    expect(refusal(() => cardsFrom("Radeon 9070", catalog))).toMatchObject({
      code: "unknown-gpu",
      message: '"Radeon 9070" is no GPU of NVIDIA, and images are made for those only.',
    });
    expect(refusal(() => cardsFrom(" , ", catalog))).toMatchObject({
      code: "unknown-gpu",
      message: "The name of a card is empty.",
    });
    expect(gpuNamed("Radeon 9070", catalog)).toBeUndefined();
  });

  test("letters that do not fit a number bring up the cards with that number", () => {
    expect(refusal(() => cardsFrom("GTX 4090", catalog)).hint).toContain('--gpu "RTX 4090"');
    expect(refusal(() => cardsFrom("Quadro RTX A6000 XT", catalog)).hint).toContain("RTX");
  });

  test.each(["Quadro K2200", "Quadro M2000", "M2000", "GT 710", "RTX 9050", "Grace Hopper"])(
    "%s brings up no card of another generation",
    (written) => {
      expect(refusal(() => cardsFrom(written, catalog)).hint).toBe(
        "Give its compute capability, such as: --gpu 8.9",
      );
    },
  );

  test.each([
    ["RTX4090", "RTX 4090"],
    ["RTX 3090TI", "RTX 3090 Ti"],
    ["MX 450", "MX450"],
    ["4090", "RTX 4090"],
    ["P4000", "Quadro P4000"],
    ["RTX PRO 6000", "RTX PRO 6000 Blackwell Server Edition"],
  ])("%s brings up %s", (written, card) => {
    const { hint } = refusal(() => cardsFrom(written, catalog));
    expect(hint).toContain(`Did you mean: --gpu "${card}"`);
  });

  test.each([
    ["TITAN X", /"TITAN X \(Pascal\)", or --gpu "TITAN X \(Maxwell\)"/],
    ["Apple M2", /^Name a card of the machine that is to run them/],
    ["m3 max", /^Name a card of the machine that is to run them/],
    ["AMD MI300X", /^Name a card of the machine that is to run them/],
    ["Intel Arc A770", /^Name a card of the machine that is to run them/],
    ["all", /^Leave --gpu out for all cards of this machine/],
    ["any", /^Leave --gpu out for all cards of this machine/],
  ])("%s is answered with what can be typed", (written, hint) => {
    const refused = refusal(() => cardsFrom(written, catalog));
    expect(refused.code).toBe("unknown-gpu");
    expect(refused.hint).toMatch(hint);
    const named = /--gpu "([^"]+)"/.exec(refused.hint ?? "")?.[1] ?? "";
    expect(cardsFrom(named, catalog).length).toBeGreaterThan(0);
  });

  test("a number that cards of several generations have brings up none of them", () => {
    for (const written of ["4000", "RTX 9 5000", "GTX 4000 XT", "100", "120"])
      expect(refusal(() => cardsFrom(written, catalog)).hint).toBe(
        "Give its compute capability, such as: --gpu 8.9",
      );
  });

  test.each([
    ["8.9", "8.9"],
    ["sm_89", "8.9"],
    ["SM89", "8.9"],
    ["sm_90a", "9.0"],
    ["compute_120", "12.0"],
    ["12.0", "12.0"],
  ])("%s means any card of compute capability %s", (written, computeCapability) => {
    expect(cardsFrom(written, catalog)).toMatchObject([
      { name: `any card of compute capability ${computeCapability}`, computeCapability },
    ]);
  });

  test("a compute capability that no card has is refused with those that there are", () => {
    expect(refusal(() => cardsFrom("9.9", catalog))).toMatchObject({
      code: "unknown-gpu",
      message: expect.stringMatching(/compute capability 9\.9; there are 3\.7, .* 12\.1\.$/),
    });
  });

  test("several cards are separated by commas, and the same one counts once", () => {
    expect(
      cardsFrom("NVIDIA A100-SXM4-80GB, Tesla T4, NVIDIA A100-SXM4-80GB", catalog).map(
        ({ name }) => name,
      ),
    ).toEqual(["A100", "T4"]);
  });

  test.each([
    ["Jetson Orin Nano", "Jetson Orin Nano"],
    ["Orin (nvgpu)", "Orin"],
    ["NVIDIA Thor", "Thor"],
    ["NVIDIA GB10", "GB10"],
    ["DGX Spark", "DGX Spark"],
    ["NVIDIA GH200 480GB", "GH200"],
    ["NVIDIA GB200", "GB200"],
    ["NVIDIA GB300", "GB300"],
    ["NVIDIA T4G", "T4G"],
    ["12.1", "Compute capability 12.1"],
    ["sm_87", "Compute capability 8.7"],
    ["RTX 4090, NVIDIA GB10", "GB10"],
  ])("%s is refused: only machines with an Arm processor have it", (written, subject) => {
    expect(refusal(() => cardsFrom(written, catalog))).toMatchObject({
      code: "gpu-of-another-platform",
      message: expect.stringContaining(`${subject} is found in machines with an Arm processor`),
    });
  });

  test.each(["9.0", "10.0", "10.3", "7.5"])("%s is also in machines without", (capability) => {
    expect(cardsFrom(capability, catalog)).toMatchObject([{ isArm: false }]);
  });
});

describe("a driver", () => {
  test.each([
    ["550.54.15", "550.54.15"],
    ["v550.54.15", "550.54.15"],
    [" 570.26 ", "570.26"],
    ["999.99.99", "999.99.99"],
  ])("is taken as it is written: %s", (written, driver) => {
    expect(driverFrom(written)).toBe(driver);
  });

  test.each(["banana", "", "12.4", "550.54.15.1", "550.x", "-1", "5500.1"])(
    "is refused when it is no version: %s",
    (written) => {
      expect(refusal(() => driverFrom(written))).toMatchObject({
        code: "wrong-driver",
        exit: 2,
        message: `A driver version looks like 550.54.15; found \`${written}\`.`,
        hint: expect.stringContaining("nvidia-smi --query-gpu=driver_version"),
      });
    },
  );

  test("of which only the branch is said is refused, since its CUDA depends on the rest", () => {
    expect(refusal(() => driverFrom("R550"))).toMatchObject({
      code: "wrong-driver",
      message: expect.stringContaining("550 is a driver branch"),
    });
  });

  test("that came after the last one for a card's architecture is refused", () => {
    expect(refusal(() => host("GTX 1080", "595.45.04"))).toMatchObject({
      code: "wrong-driver",
      message:
        "Driver 595.45.04 does not support GTX 1080: branch 580 is the last for cards older than Turing.",
    });
    expect(host("T4", "595.45.04").driver).toBe("595.45.04");
  });

  test.each(["535.54.03", "550.54.15", "560.35.05", "565.57.01"])(
    "that came before the first one for a card's architecture is refused: %s",
    (driver) => {
      expect(refusal(() => host("RTX 5090", driver))).toMatchObject({
        code: "wrong-driver",
        message: `Driver ${driver} does not support RTX 5090: branch 570 is the first for Blackwell cards.`,
      });
      expect(refusal(() => host("B200", driver)).code).toBe("wrong-driver");
      expect(host("RTX 5090", "570.26").driver).toBe("570.26");
    },
  );
});

describe("how a driver runs a CUDA", () => {
  const kind = (from: Host, cuda: string): string => {
    const fit = driverFit(from, cuda, catalog);
    return fit.kind === "minor-version" ? `${fit.kind}${fit.refused ? ", refused" : ""}` : fit.kind;
  };

  test("550.54.15 on an RTX 4090: 12.4 is its own, 12.8 rests on compatibility and Docker's hook refuses it, 13.0 is beyond it", () => {
    const rtx = host("RTX 4090", "550.54.15");
    expect([kind(rtx, "12.4.1"), kind(rtx, "12.8.1"), kind(rtx, "13.0.2")]).toEqual([
      "own",
      "minor-version, refused",
      "too-old",
    ]);
    expect(kind(host("RTX 4090", "550.54.15", "podman"), "12.8.1")).toBe("minor-version");
  });

  test("an A100 with a branch that NVIDIA lists is let pass", () => {
    expect(kind(host("A100", "550.54.15"), "12.8.1")).toBe("minor-version");
    expect(kind(host("A100", "545.23.06"), "12.8.1")).toBe("minor-version, refused");
  });

  test("a host whose driver is not known is not judged by it", () => {
    expect(kind({ gpus: [], runtime: "docker" }, "13.4.2")).toBe("own");
  });
});

describe("pick", () => {
  test("an RTX 4090 with 535 gets CUDA 12.4, whose image lets GeForce with that branch pass, and not 12.8", () => {
    const result = picked(host("RTX 4090", "535.183.01"), { libraries: ["torch"] });
    expect(result.best?.cell.cuda).toBe("12.4.1");
    expect(result.best?.notes.join(" ")).not.toContain("refuses");
    expect(driverFit(host("RTX 4090", "535.183.01"), "12.8.1", catalog)).toMatchObject({
      kind: "minor-version",
      refused: true,
    });
  });

  test("a card is not given a CUDA whose libraries came before it, whatever the wheels carry", () => {
    const result = picked(host("RTX 5090"), { libraries: ["base"] });
    expect(
      [result.best, ...result.alternatives].every(
        (choice) => compareVersions(choice?.cell.cuda ?? "99", "12.8") >= 0,
      ),
    ).toBe(true);
    expect(result.missing.find(({ cuda }) => cuda === "12.4")).toMatchObject({
      code: "no-code-for-gpu",
      message: "The libraries of CUDA 12.4 have no code for RTX 5090: 12.8 is the first.",
    });
  });

  test.each(["V100", "GTX 1080 Ti"])(
    "a card older than Turing is given no CUDA 13, which has no code for it: %s",
    (card) => {
      const limit = (cuda: string): string | undefined =>
        cardOutsideCuda({ cuda }, host(card), catalog)?.message;
      expect(limit("12.9.1")).toBeUndefined();
      expect(limit("13.0.3")).toBe(
        `The libraries of CUDA 13.0 have no code for ${card}: 12.9 is the last.`,
      );
      expect(cardOutsideCuda({ cuda: "13.0.3" }, host("T4"), catalog)).toBeUndefined();
      const best = picked(host(card, "580.95.05"), { libraries: ["base"] }).best;
      expect(minorOf(best?.cell.cuda ?? "")).toBe("12.9");
    },
  );

  test("a data-centre card whose driver is too old is told of forward compatibility, a GeForce is not", () => {
    const hint = (card: string): string | undefined =>
      picked(host(card, "550.54.15"), { libraries: ["torch"] }).missing.find(
        ({ cuda }) => cuda === "13.0",
      )?.hint;
    expect(hint("A100")).toContain("cuda-compat-13-0");
    expect(hint("RTX 4090")).toBeUndefined();
  });

  test("every Python is tried where it is asked for", () => {
    const { matrix } = pickRequest({ libraries: ["torch"], everyPython: true }, catalog, TODAY);
    expect(matrix.python).toEqual(["ubuntu", "3.10", "3.11", "3.12", "3.13", "3.14"]);
  });

  test("an RTX 4090 with 550.54.15 gets CUDA 12.4, the driver's own; 12.8 only as an alternative that says what it rests on", () => {
    const result = picked(host("RTX 4090", "550.54.15"), { libraries: ["torch", "cudf"] });
    expect(chosen(result)).toEqual([
      "torch-cudf-cuda12.4.1-ubuntu22.04-py3.10",
      "torch-cudf-cuda12.8.1-ubuntu24.04-py3.12",
      "torch-cudf-cuda12.6.3-ubuntu24.04-py3.12",
    ]);
    expect(result.best?.notes).toEqual([]);
    const [alternative] = result.alternatives;
    expect(alternative?.notes.join(" ")).toMatch(/minor-version compatibility/);
    expect(alternative?.notes.join(" ")).toMatch(
      /Docker's runtime hook refuses the base on a GeForce/,
    );
    expect(result.missing.map(({ cuda, code }) => [cuda, code])).toEqual([
      ["13.4", "driver-too-old"],
      ["13.3", "driver-too-old"],
      ["13.2", "driver-too-old"],
      ["13.1", "driver-too-old"],
      ["13.0", "driver-too-old"],
      ["12.9", "index-unreachable"],
      ["12.5", "torch-no-build"],
    ]);
  });

  test("a Blackwell card finds no code in CUDA 12.4 and takes the newest CUDA of its driver", () => {
    const result = picked(host("RTX 5090", "580.95.05"), { libraries: ["torch"] });
    expect(result.best?.cell.cuda).toBe("13.0.3");
    expect(result.missing).toContainEqual(
      expect.objectContaining({
        cuda: "12.4",
        code: "no-code-for-gpu",
        message: "The libraries of CUDA 12.4 have no code for RTX 5090: 12.8 is the first.",
      }),
    );
  });

  test("a V100 stays with CUDA 12, and XGBoost's lack of Volta code is the reason where it is asked for", () => {
    expect(picked(host("V100", "580.95.05"), { libraries: ["torch"] }).best?.cell.cuda).toBe(
      "12.8.1",
    );
    const result = picked(host("V100", "580.95.05"), {
      libraries: ["torch", "xgboost"],
      python: "3.12",
    });
    expect(result.best).toBeUndefined();
    expect(result.missing).toContainEqual(
      expect.objectContaining({
        cuda: "12.8",
        code: "no-code-for-gpu",
        message: expect.stringContaining("xgboost-cu12 3.4.1"),
      }),
    );
  });

  test("two cards get what both can run: beside a V100, an RTX 5090 finds nothing for which torch has code for both but 12.8", () => {
    const result = picked(host("V100, RTX 5090", "580.95.05"), { libraries: ["torch"] });
    expect(result.best?.cell.cuda).toBe("12.8.1");
    expect(result.alternatives).toEqual([]);
    expect(result.missing).toContainEqual(
      expect.objectContaining({
        cuda: "13.0",
        code: "no-code-for-gpu",
        message: "The libraries of CUDA 13.0 have no code for V100: 12.9 is the last.",
      }),
    );
    expect(result.missing).toContainEqual(
      expect.objectContaining({
        cuda: "12.4",
        code: "no-code-for-gpu",
        message: "The libraries of CUDA 12.4 have no code for RTX 5090: 12.8 is the first.",
      }),
    );
  });

  test("a GeForce beside a data-centre card is refused by Docker's hook as it is alone", () => {
    const [alternative] = picked(host("A100, RTX 4090", "550.54.15"), {
      libraries: ["torch"],
    }).alternatives;
    expect(alternative?.notes.join(" ")).toMatch(/refuses the base on a GeForce/);
  });

  test("a compute capability gets what the cards that have it get", () => {
    const named = picked(host("RTX 4090", "550.54.15"), { libraries: ["torch", "cudf"] });
    expect(chosen(picked(host("sm_89", "550.54.15"), { libraries: ["torch", "cudf"] }))).toEqual(
      chosen(named),
    );
  });

  test("a card for which no wheel has code is told that, and not that its driver is too old, which no other driver would mend", () => {
    const result = picked(host("K80", "470.256.02"), { libraries: ["torch"] });
    expect(result.best).toBeUndefined();
    expect(
      result.missing
        .filter(({ cuda }) => ["12.4", "12.8", "13.0"].includes(cuda))
        .map(({ code }) => code),
    ).toEqual(["no-code-for-gpu", "no-code-for-gpu", "no-code-for-gpu"]);
  });

  test("what is against a CUDA on this host is told before what is against one Python of it", () => {
    const { missing } = picked(host("GTX 1080", "580.95.05"), { libraries: ["torch"] });
    expect(missing.find(({ cuda }) => cuda === "13.2")).toMatchObject({ code: "no-code-for-gpu" });
  });

  test("a driver newer than all that are known runs the newest CUDA by its own", () => {
    const result = picked(host("RTX 4090", "999.10.01"), { libraries: ["numpy"] });
    expect(result.best).toMatchObject({ cell: { cuda: "13.4.2" }, notes: [] });
  });

  test("a Python and an Ubuntu that are asked for are kept", () => {
    expect(
      picked(host("RTX 4090", "570.124.06"), {
        libraries: ["torch"],
        python: "3.12",
        ubuntu: "22.04",
      }).best?.cell.id,
    ).toBe("torch-cuda12.8.1-ubuntu22.04-py3.12");
  });

  test("a data-centre card keeps its driver's own CUDA; a newer one that NVIDIA lists for its branch is an alternative that nothing refuses", () => {
    const result = picked(host("A100", "550.163.01"), { libraries: ["torch"] });
    expect(result.best?.cell.cuda).toBe("12.4.1");
    expect(result.alternatives[0]?.cell.cuda).toBe("12.8.1");
    expect(result.alternatives[0]?.notes.join(" ")).not.toMatch(/refuses/);
  });

  test("a driver below all CUDAs leaves nothing, and says so for each", () => {
    const result = picked(host("RTX 3090", "470.256.02"), { libraries: ["torch"] });
    expect(result.best).toBeUndefined();
    expect(new Set(result.missing.map(({ code }) => code))).toEqual(new Set(["driver-too-old"]));
    expect(result.missing[0]?.message).toMatch(/needs driver .* this host has 470.256.02/);
  });

  test.each([
    [
      "3.12.1",
      "A Python version is written with two numbers; found `3.12.1`.",
      "Did you mean: --python 3.12",
    ],
    [
      "banana",
      "There is no Python `banana`; there are 3.10, 3.11, 3.12, 3.13 or 3.14.",
      "--python 3.10",
    ],
    ["2.7", "There is no Python `2.7`; there are 3.10, 3.11, 3.12, 3.13 or 3.14.", "--python 3.10"],
  ])("a Python %s is refused with those that there are", (python, message, hint) => {
    expect(refusal(() => picked(host("RTX 4090"), { libraries: ["torch"], python }))).toMatchObject(
      { code: "unknown-python", message, hint: expect.stringMatching(new RegExp(`${hint}$`)) },
    );
  });

  test("a library that is named twice counts once, and a set may stand beside libraries", () => {
    const libraries = (names: readonly string[]): readonly string[] =>
      Object.values(pickRequest({ libraries: names }, catalog, TODAY).sets)[0] ?? [];
    expect(pickRequest({ libraries: ["torch", "torch"] }, catalog, TODAY).matrix.set).toEqual([
      "torch",
    ]);
    expect(libraries(["rapids", "torch"])).toEqual([
      ...(catalog.sets.get("rapids") ?? []),
      "torch",
    ]);
    expect(libraries(["torch", "cudf", "torch"])).toEqual(["torch", "cudf"]);
  });

  test("a CUDA that cannot be had is told of for the newest Ubuntu, which is what would have been picked", () => {
    expect(
      picked(host("RTX 4090", "580.95.05"), { libraries: ["full"] }).missing.find(
        ({ cuda }) => cuda === "12.9",
      ),
    ).toMatchObject({ code: "index-unreachable" });
  });

  test("an unknown library is refused with what was meant", () => {
    expect(() => picked(host("RTX 4090"), { libraries: ["tourch"] })).toThrow(
      /no library `tourch`/,
    );
  });

  test("where nothing is found, what could not be asked is told first, unless the driver rules it out anyway", () => {
    const request = pickRequest({ libraries: ["torch"] }, catalog, TODAY);
    const unasked = { request, catalog, today: TODAY, lists: new Map(), answers: new Map() };
    const judged = judge(expandCells(request, catalog), unasked);
    const unknown = (driver: string): string[] =>
      pick({ judged, locks: new Map(), host: host("A100", driver), catalog, again: AGAIN })
        .missing.filter(({ isUnknown }) => isUnknown === true)
        .map(({ cuda }) => cuda);
    expect(unknown("550.54.15")).toContain("12.4");
    expect(unknown("550.54.15")).not.toContain("13.0");
    expect(unknown("470.82.01")).toEqual([]);
  });

  /** Nothing was asked of any index, and no registry answered. */
  const unasked = (from: Host, libraries: readonly string[]): Picked => {
    const request = pickRequest({ libraries }, catalog, TODAY);
    const inputs = { request, catalog, today: TODAY, lists: new Map(), answers: new Map() };
    const judged = judge(expandCells(request, catalog), inputs);
    return pick({ judged, locks: new Map(), host: from, catalog, again: AGAIN });
  };

  test.each([
    ["K80", "470.256.02", "11.8"],
    ["K80", undefined, "11.8"],
  ])("%s with driver %s has no code in any CUDA, whatever could be asked", (card, driver, last) => {
    const { best, missing } = unasked(host(card, driver), ["rapids"]);
    expect(best).toBeUndefined();
    expect(missing.length).toBeGreaterThan(5);
    for (const { cuda, code, message, isUnknown } of missing) {
      expect(code).toBe("no-code-for-gpu");
      expect(isUnknown).toBeUndefined();
      expect(message).toBe(
        `The libraries of CUDA ${cuda} have no code for ${card}: ${last} is the last.`,
      );
    }
  });

  test("what the card or its driver rules out is no unknown", () => {
    const { missing } = unasked(host("B200", "570.26"), ["rapids"]);
    expect(missing.map(({ cuda, code }) => [cuda, code])).toEqual([
      ["13.4", "driver-too-old"],
      ["13.3", "driver-too-old"],
      ["13.2", "driver-too-old"],
      ["13.1", "driver-too-old"],
      ["13.0", "driver-too-old"],
      ["12.9", expect.any(String)],
      ["12.8", expect.any(String)],
      ["12.6", "no-code-for-gpu"],
      ["12.5", "no-code-for-gpu"],
      ["12.4", "no-code-for-gpu"],
    ]);
    const codes = unasked(host("GTX 1080", "580.95.05"), ["rapids"]).missing;
    expect(codes.filter(({ cuda }) => cuda.startsWith("13")).map(({ code }) => code)).toEqual(
      Array.from({ length: 5 }, () => "no-code-for-gpu"),
    );
  });

  test("no hint names what only a dl-env.yml takes, or a CUDA that was looked at", () => {
    for (const [card, driver, ...libraries] of [
      ["RTX 4090", "550.54.15", "torch", "cudf"],
      ["B200", "570.26", "jax", "torch"],
      ["GTX 1080", "580.95.05", "rapids"],
      ["T4", "450.80.02", "full"],
    ] as const)
      for (const { missing } of [
        picked(host(card, driver), { libraries }),
        unasked(host(card, driver), libraries),
      ])
        for (const { hint } of missing)
          expect(hint ?? "").not.toMatch(/matrix:|sets:|pins:|dl-env (?:plan|lock)/);
  });

  test.each([
    ["T4", "450.80.02", /^With a driver of branch (\d+) it fits: dl-env pick --gpu T4 --driver \1/],
    [
      "K80",
      "470.256.02",
      /^A card of compute capability \S+ has .*: dl-env pick --gpu \d+\.\d --with/,
    ],
  ] as const)("%s with driver %s: the way out is one that gives something", (card, driver, way) => {
    const options = { libraries: ["torch"] };
    const from = host(card, driver);
    const said = pickWay(inputsOf(from, options), { gpu: card, driver, with: ["torch"] });
    expect(said).toMatch(way);
    const [, gpu = "", itsDriver] = /--gpu (\S+)(?: --driver (\S+))?/.exec(said ?? "") ?? [];
    expect(picked(host(gpu, itsDriver), options).best).toBeDefined();
  });

  test("the part of a driver's version that is not said decides nothing by itself", () => {
    const { best, missing } = picked(host("T4", "580.65"), { libraries: ["torch"] });
    expect(best?.cell.cuda).toBe("12.8.1");
    expect(missing.find(({ cuda }) => cuda === "13.0")).toMatchObject({
      code: "driver-not-whole",
      message:
        "Every CUDA 13 needs driver 580.65.06 or newer; 580.65 is no whole version, and its last part decides.",
      hint: expect.stringContaining("nvidia-smi --query-gpu=driver_version"),
    });
    for (const whole of ["580.82", "570.26"])
      expect(
        picked(host("T4", whole), { libraries: ["torch"] }).missing.map(({ code }) => code),
      ).not.toContain("driver-not-whole");
  });

  test.each<readonly [string, string | undefined]>([
    ["torch,cudf", undefined],
    ["torch,cudf", "3.12"],
    ["torch", "3.11"],
  ])(
    "the request that it prints for %s with Python %s builds the cell it chose",
    (libraries, python) => {
      const options = {
        libraries: libraries.split(","),
        ...(python === undefined ? {} : { python }),
      };
      const cell = picked(host("RTX 4090", "550.54.15"), options).best?.cell;
      if (cell === undefined) throw new Error("nothing was picked");
      const text = requestForCell(cell, pickRequest(options, catalog, TODAY));
      expect(text.includes("python:")).toBe(cell.pythonFrom === "standalone");
      const cells = expandCells(decodeRequest(text, "dl-env.yml", { catalog }), catalog);
      expect(cells.map(({ id }) => id)).toEqual([cell.id]);
    },
  );
});
