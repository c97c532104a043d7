import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../src/catalog/facts.ts";
import { expandCells } from "../../src/matrix/expand.ts";
import { withOwnPackages } from "../../src/matrix/ownPackages.ts";
import type { Question } from "../../src/matrix/question.ts";
import type { Reason } from "../../src/matrix/reason.ts";
import type { Answer } from "../../src/resolve/answer.ts";
import { makeLock, questionKey } from "../../src/resolve/lockKey.ts";
import { withSuggestedFixes } from "../../src/suggest/suggestedFix.ts";
import { builtIn } from "../catalog/builtIn.ts";
import { requestFrom } from "../matrix/requests.ts";

let builtInFacts: Catalog;
beforeAll(async () => {
  builtInFacts = await builtIn();
});

type Versions = Readonly<Record<string, string>>;

const locked = (question: Question, versions: Versions): Answer => ({
  kind: "locked",
  lock: makeLock(
    question,
    Object.entries(versions).map(([name, version]) => ({
      name,
      version,
      file: `${name.replaceAll("-", "_")}-${version}-py3-none-any.whl`,
      sha256: "ab".repeat(32),
      download: 1,
    })),
    { created: "2026-11-21T10:00:00.000Z", uv: "0.13.8" },
  ),
});

const WITHOUT_WHEELS = (name: string): Answer => {
  const detail = `Because ${name}==1.0 has no wheels and you require ${name}==1.0, we can conclude that your requirements are unsatisfiable.`;
  return {
    kind: "conflict",
    detail,
    reasons: [{ code: "no-wheels", message: "x.", source: "resolver" }],
  };
};

/** What is said of a CUDA 13.0 cell with these packages that was rejected for a reason. */
const said = async (
  entries: readonly string[],
  reason: Pick<Reason, "code" | "message" | "detail">,
  index: (question: Question, names: readonly string[]) => Answer,
) => {
  const request = requestFrom(
    builtInFacts,
    'cuda: ["13.0"], ubuntu: ["24.04"], set: [mine]',
    `sets:\n  mine:\n${entries.map((entry) => `    - '${entry}'\n`).join("")}slim: true\n`,
  );
  const catalog = withOwnPackages(builtInFacts, request);
  const [cell] = expandCells(request, catalog);
  if (cell === undefined) throw new Error("no cell");
  const asked: Question[] = [];
  const ask = (question: Question): Promise<Answer> => {
    asked.push(question);
    const names = question.requirements.map((one) => /^[a-z0-9-]+/.exec(one)?.[0] ?? "");
    return Promise.resolve(index(question, names));
  };
  const reasons = [{ source: "resolver", ...reason }] as const;
  const [found] = await withSuggestedFixes(
    ask,
    [{ cell, verdict: { kind: "rejected", reasons } }],
    {
      catalog,
      request,
      possible: () => true,
    },
  );
  const first = found?.verdict.kind === "rejected" ? found.verdict.reasons[0] : undefined;
  return { message: first?.message, hint: first?.hint?.split("\n"), asked };
};

const OF_ANOTHER = {
  code: "wheel-of-another-cuda" as const,
  message: "nvidia-cublas-cu12 12.9 is built for CUDA 12, and this cell has CUDA 13.0.",
};

describe("a lock that a rule refuses", () => {
  test("is told with the package of one's own that asks for its wheels, and the set without it", async () => {
    const { message, hint } = await said(["einops", "for-gpu"], OF_ANOTHER, (question, names) =>
      locked(question, names.includes("for-gpu") ? { "nvidia-cublas-cu12": "12.9" } : {}),
    );
    expect(message).toBe(`${OF_ANOTHER.message} for-gpu asks for that.`);
    expect(hint).toEqual([
      "Without for-gpu it works; put into dl-env.yml:",
      "sets: { mine-without-for-gpu: [einops] }",
      'matrix: { set: ["mine-without-for-gpu"] }',
    ]);
  });

  const releases =
    (brings: (version: string) => Versions) =>
    (question: Question, names: readonly string[]): Answer => {
      if (!names.includes("for-gpu")) return locked(question, {});
      const tied = question.constraints.find((one) => one.startsWith("for-gpu"));
      const version =
        ["3.1.0", "2.4.1", "2.3.9"].find(
          (one) =>
            tied === undefined ||
            tied.endsWith(`==${one}`) ||
            (tied.includes("<") && Number(one.slice(0, 3)) < Number(tied.split("<")[1])),
        ) ?? "";
      return locked(question, { "for-gpu": version, ...brings(version) });
    };

  test("has an older release as the way out, where that is for this CUDA", async () => {
    const { hint } = await said(
      ["einops", "for-gpu"],
      OF_ANOTHER,
      releases((version) =>
        version === "2.3.9"
          ? { "nvidia-cuda-runtime": "13.0.96" }
          : { "nvidia-cublas-cu12": "12.9" },
      ),
    );
    expect(hint).toEqual(["With for-gpu 2.3.9 it works; write:", "for-gpu==2.3.9 (dl-env.yml)"]);
  });

  test("has no older release as the way out of which nobody knows what it is built for", async () => {
    const { hint } = await said(
      ["einops", "for-gpu"],
      OF_ANOTHER,
      releases((version): Versions =>
        version === "2.3.9" ? {} : { "nvidia-cublas-cu12": "12.9" },
      ),
    );
    expect(hint?.[0]).toBe("Without for-gpu it works; put into dl-env.yml:");
  });

  test("that nothing was found to help is not said where the index gave no answer", async () => {
    const { hint } = await said(["einops", "for-gpu"], OF_ANOTHER, () => ({
      kind: "unreachable",
      reason: { code: "index-unreachable", message: "silent", source: "resolver" },
    }));
    expect(hint?.join("\n")).toMatch(/^\d+ of the \d+ changes tried could not be asked\. None/);
  });

  const packages = Array.from({ length: 24 }, (_, at) => `package-${at}`);
  /** Brings wheels of another CUDA in each release. */
  const bringing =
    (bringers: readonly string[]) =>
    (question: Question, names: readonly string[]): Answer =>
      locked(
        question,
        names.some((name) => bringers.includes(name)) ? { "nvidia-cublas-cu12": "12.9" } : {},
      );

  test("names the two of many packages that ask for it, most of which were asked for together", async () => {
    const bringers = ["package-3", "package-20"];
    const { message, asked } = await said(packages, OF_ANOTHER, bringing(bringers));
    expect(message).toBe(`${OF_ANOTHER.message} package-3, package-20 ask for that.`);
    expect(new Set(asked.map(questionKey)).size).toBeLessThan(24);
  });

  test("in every cell of a plan takes 60 questions at most, and the last ones are told that none was left", async () => {
    const request = requestFrom(
      builtInFacts,
      'cuda: ["12.8", "12.9", "13.0", "13.2"], ubuntu: ["24.04"], python: ["3.11", "3.12", "3.13"], set: [mine]',
      `sets:\n  mine: [${packages.join(", ")}]\nslim: true\n`,
    );
    const catalog = withOwnPackages(builtInFacts, request);
    const verdict = { kind: "rejected", reasons: [{ source: "resolver", ...OF_ANOTHER }] } as const;
    const asked = new Set<string>();
    const found = await withSuggestedFixes(
      (question) => {
        asked.add(questionKey(question));
        const names = question.requirements.map((one) => /^[a-z0-9-]+/.exec(one)?.[0] ?? "");
        return Promise.resolve(bringing(packages)(question, names));
      },
      expandCells(request, catalog).map((cell) => ({ cell, verdict })),
      { catalog, request, possible: () => true },
    );
    expect(asked.size).toBeGreaterThan(50);
    expect(asked.size).toBeLessThanOrEqual(60);
    const last = found.at(-1)?.verdict;
    expect(last?.kind === "rejected" ? last.reasons[0].hint : "").toMatch(/^No change was tried: /);
  });

  test("by two packages together is told with the set without one of them", async () => {
    const two = { "nvidia-cudnn-cu12": "9.1", "nvidia-cudnn-cu13": "9.1" };
    const { message, hint } = await said(
      ["one-gpu", "other-gpu"],
      { code: "two-cudnn", message: "The lock holds two." },
      (question, names) =>
        locked(question, names.includes("one-gpu") && names.includes("other-gpu") ? two : {}),
    );
    expect(message).toBe("The lock holds two.");
    expect(hint?.[0]).toBe("Without one-gpu it works; put into dl-env.yml:");
  });
});

describe("several packages that cannot be had", () => {
  const detail = "Because bare==1.0 has no wheels and you require bare==1.0, we can conclude x.";

  test("are told together, since without one of them it does not work yet", async () => {
    const { hint } = await said(
      ["bare==1.0", "also==1.0", "einops"],
      { code: "no-wheels", message: "x.", detail },
      (question, names) => {
        const [without] = names.filter((name) => ["bare", "also"].includes(name)).toReversed();
        return without === undefined ? locked(question, {}) : WITHOUT_WHEELS(without);
      },
    );
    expect(hint?.[0]).toBe("Without bare, also it works; put into dl-env.yml:");
  });

  test("are not told where the index is silent", async () => {
    const { hint, asked } = await said(
      ["bare==1.0", "einops"],
      { code: "no-wheels", message: "x.", detail },
      () => ({
        kind: "unreachable",
        reason: { code: "index-unreachable", message: "x.", source: "resolver" },
      }),
    );
    expect(hint?.[0]).toMatch(/could not be asked\. None of them helped/);
    expect(asked.length).toBeLessThan(20);
  });
});
