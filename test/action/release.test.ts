import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { releaseNotes } from "../../action/build/releaseNotes.ts";
import { checkNewer, newestRelease, releaseNumber } from "../../action/build/version.ts";

const root = join(import.meta.dirname, "..", "..");

describe("the version of a release", () => {
  test.each([undefined, "", "v1.2.3", "1.2", "1.2.3-rc1", "01.2.3", "1.2.3; touch x", "1.2.3+b"])(
    "%j is none",
    (written) => {
      expect(() => releaseNumber(written)).toThrow("is no version");
    },
  );

  test("is newer than the newest, which no tag of a major version is", () => {
    const tags = ["v1", "v1.2.3", "v1.10.0", "v1.9.9", "v2", "vague"];
    expect(newestRelease(tags)).toBe("v1.10.0");
    expect(newestRelease(["v1"])).toBeUndefined();
    expect(() => checkNewer("1.10.1", tags)).not.toThrow();
    expect(() => checkNewer("1.10.0", tags)).toThrow("v1.10.0 is not newer than v1.10.0");
    expect(() => checkNewer("1.9.10", tags)).toThrow("not newer");
    expect(() => checkNewer("0.0.1", [])).not.toThrow();
  });
});

describe("the notes of a release", () => {
  const log =
    "# Changelog\n\n## Unreleased\n\n- New: one\n  thing.\n- Old.\n\n## 1.2.3 (2026-11-28)\n\n- In it.\n\n## 1.2.30\n\n- Not this.\n";

  test("are its own section where there is one", () => {
    expect(releaseNotes(log, "1.2.3")).toBe("- In it.\n");
    expect(releaseNotes(log, "1.2.30")).toBe("- Not this.\n");
  });

  test("are what is not released yet, without what the release before said", () => {
    expect(releaseNotes(log, "2.0.0")).toBe("- New: one\n  thing.\n- Old.\n");
    expect(releaseNotes(log, "2.0.0", "## Unreleased\n\n- Old.\n")).toBe("- New: one\n  thing.\n");
  });

  test("must say something", () => {
    expect(() => releaseNotes("# Changelog\n", "1.0.0")).toThrow("## 1.0.0 nor ## Unreleased");
    expect(() => releaseNotes("## Unreleased\n\n## 1.0.0\n", "2.0.0")).toThrow("says nothing");
    expect(() => releaseNotes("## Unreleased\n- Old.\n", "2.0.0", "- Old.\n")).toThrow(
      "says nothing",
    );
  });
});

interface Release {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if?: string;
        readonly needs?: readonly string[];
        readonly permissions: Readonly<Record<string, string>>;
        readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
      }
    >
  >;
}

describe("release.yml", () => {
  const writes = async (): Promise<[string, Release["jobs"][string]][]> => {
    const { jobs } = parse(
      await readFile(join(root, ".github/workflows/release.yml"), "utf8"),
    ) as Release;
    return Object.entries(jobs).filter(([, { permissions }]) =>
      Object.values(permissions).includes("write"),
    );
  };

  test("each job that publishes has one right, and the others none to write", async () => {
    expect(
      Object.fromEntries((await writes()).map(([name, { permissions }]) => [name, permissions])),
    ).toEqual({
      npm: { "id-token": "write" },
      image: { packages: "write" },
      github: { contents: "write" },
    });
  });

  test("on another branch than the default one is red and says why, and nothing else runs", async () => {
    const { jobs } = parse(
      await readFile(join(root, ".github/workflows/release.yml"), "utf8"),
    ) as Release;
    const isDefault =
      "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)";
    expect([jobs["ci"]?.if, jobs["prepare"]?.if]).toEqual([isDefault, isDefault]);
    const { elsewhere } = jobs;
    expect(elsewhere?.if).toBe(isDefault.replace("==", "!="));
    expect(elsewhere?.steps?.[0]?.run).toMatch(/::error [^]*GITHUB_STEP_SUMMARY[^]*exit 1\n$/);
  });

  test("what publishes runs no code of this repository, after CI, and never in a dry run", async () => {
    for (const [, job] of await writes()) {
      expect(job.if).toContain("!inputs.dry-run");
      expect(job.needs).toEqual(expect.arrayContaining(["ci", "prepare"]));
      for (const step of job.steps ?? []) {
        expect(step.uses ?? "").not.toMatch(/checkout|^\$\//);
        expect(step.run ?? "").not.toMatch(/npm (?:ci|run|test)|node |npx /);
      }
    }
  });
});

test("the tool's own image has the uv that the catalog of its package names", async () => {
  const text = await readFile(join(root, "tool-image/Containerfile"), "utf8");
  const { uv } = parse(await readFile(join(root, "matrix/image.yml"), "utf8")) as {
    readonly uv: { readonly version: string; readonly sha256: string };
  };
  const [, reads = ""] = /awk '([^']+)' \/opt\/package\/matrix\/image\.yml/.exec(text) ?? [];
  const { stdout } = spawnSync("awk", [reads.replaceAll("\\\n", "\n"), "matrix/image.yml"], {
    cwd: root,
    encoding: "utf8",
  });
  expect(stdout).toBe(`uv==${uv.version} --hash=sha256:${uv.sha256}\n`);
});
