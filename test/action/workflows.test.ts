import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { innerAction } from "../../action/build/innerAction.ts";

const root = join(import.meta.dirname, "..", "..");
const OURS = "OWNER/dl-env-action";
const REUSABLE = ["check.yml", "images.yml", "nightly.yml"];

type Permissions = Readonly<Record<string, "read" | "write" | "none">>;
interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly if?: string;
  readonly strategy?: Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly uses?: string;
  readonly steps?: readonly Step[];
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly permissions?: Permissions;
  readonly on: {
    readonly workflow_call?: {
      readonly inputs: Readonly<Record<string, unknown>>;
      readonly secrets?: Readonly<Record<string, unknown>>;
    };
  };
  readonly jobs: Readonly<Record<string, Job>>;
}

const texts = new Map<string, string>();
const workflow = (path: string): Workflow => parse(texts.get(path) ?? "") as Workflow;
const ours = (): string[] => [...texts.keys()].filter((path) => path.startsWith(".github/"));
const examples = (): string[] => [...texts.keys()].filter((path) => path.startsWith("examples/"));

beforeAll(async () => {
  for (const name of await readdir(join(root, ".github/workflows")))
    texts.set(
      `.github/workflows/${name}`,
      await readFile(join(root, ".github/workflows", name), "utf8"),
    );
  for (const folder of await readdir(join(root, "examples"))) {
    for (const name of (await readdir(join(root, "examples", folder))).filter((file) =>
      file.endsWith(".yml"),
    )) {
      const text = await readFile(join(root, "examples", folder, name), "utf8");
      // The others are requests: dl-env.yml and the like.
      if (/^jobs:/m.test(text)) texts.set(`examples/${folder}/${name}`, text);
    }
  }
});

/** The file in this repository that a job calls, or undefined for a job with steps. */
const called = (job: Job): string | undefined =>
  /^(?:\$\/|OWNER\/dl-env-action\/)(\.github\/workflows\/[a-z]+\.yml)(?:@v1)?$/.exec(
    job.uses ?? "",
  )?.[1];

const LEVELS = { none: 0, read: 1, write: 2 } as const;
const join2 = (a: Permissions, b: Permissions): Permissions => {
  const both: Record<string, "read" | "write" | "none"> = { ...a };
  for (const [name, level] of Object.entries(b))
    if (LEVELS[level] > LEVELS[both[name] ?? "none"]) both[name] = level;
  return both;
};

/** What a caller must grant, or GitHub ends the run before any job starts. */
const union = (path: string): Permissions =>
  Object.values(workflow(path).jobs).reduce<Permissions>((sum, job) => {
    const inner = called(job);
    return join2(
      join2(sum, job.permissions ?? workflow(path).permissions ?? {}),
      inner === undefined ? {} : union(inner),
    );
  }, {});

describe("permissions", () => {
  test("each reusable workflow says at its top what a caller must grant", () => {
    for (const name of REUSABLE) {
      const said =
        /^# Permissions that a caller must grant: (.*)\.$/m.exec(
          texts.get(`.github/workflows/${name}`) ?? "",
        )?.[1] ?? "";
      const parsed = Object.fromEntries(said.split(", ").map((part) => part.split(": ")));
      expect(parsed).toEqual(union(`.github/workflows/${name}`));
    }
  });

  test("every caller, ours and in examples/, grants just that", () => {
    const calls = [...ours(), ...examples()].flatMap((path) =>
      Object.values(workflow(path).jobs).flatMap((job) =>
        called(job) === undefined ? [] : [{ path, job, inner: called(job) ?? "" }],
      ),
    );
    expect(calls.length).toBeGreaterThanOrEqual(9);
    for (const { path, job, inner } of calls)
      expect({ path, permissions: job.permissions }).toEqual({ path, permissions: union(inner) });
  });

  test("the README grants what the workflows that it shows ask for", async () => {
    // The README is written last; without it there is nothing to compare, and the release checks
    // that it is there.
    if (!existsSync(join(root, "README.md"))) return;
    const blocks = [
      ...(await readFile(join(root, "README.md"), "utf8")).matchAll(/```ya?ml\n([\s\S]*?)```/g),
    ]
      .map((match) => match[1] ?? "")
      .filter((block) => block.includes(`${OURS}/.github/workflows/`));
    for (const block of blocks)
      for (const job of Object.values((parse(block) as Workflow).jobs))
        expect(job.permissions).toEqual(union(called(job) ?? ""));
  });

  test("no workflow gives a permission to all its jobs", () => {
    expect(
      [...texts.keys()].filter((path) => JSON.stringify(workflow(path).permissions) !== "{}"),
    ).toEqual([]);
  });

  test("the jobs that run code of a pull request can write nothing", () => {
    const { check } = workflow(".github/workflows/check.yml").jobs;
    expect(check?.permissions).toEqual({ contents: "read" });
    expect(
      Object.keys(workflow(".github/workflows/check.yml").on.workflow_call?.secrets ?? {}),
    ).toEqual([]);
  });
});

describe("the job with the GPU, on a machine of one's own", () => {
  const gpuJob = (): Job => workflow(".github/workflows/images.yml").jobs["smoke-gpu"] ?? {};

  test("may read, and neither write to a registry nor prove who it is", () => {
    expect(gpuJob().permissions).toEqual({ contents: "read", packages: "read" });
  });

  test("gets no login but one that its owner made for reading", () => {
    const secrets = JSON.stringify(gpuJob().steps).match(/secrets\.[a-z-]+/g);
    expect(secrets).toEqual(["secrets.pull-username", "secrets.pull-password"]);
    expect(JSON.stringify(gpuJob())).not.toContain("oidc");
  });

  test("takes the images that need a GPU, and `smoke` the others: each in one of both", () => {
    const { smoke } = workflow(".github/workflows/images.yml").jobs;
    const gpu = `contains(needs.link.outputs.smoke, '"gpu":true')`;
    expect(gpuJob().if).toContain(` && ${gpu} }}`);
    expect(smoke?.if).toBe(gpuJob().if?.replace(gpu, `!${gpu}`));
  });

  test("hands its proofs to the job that moves tags", () => {
    const jobs = workflow(".github/workflows/images.yml").jobs;
    const names = (job: Job | undefined): unknown[] =>
      (job?.steps ?? []).map(({ with: given }) => given?.["name"] ?? given?.["pattern"]);
    const [kept] = names(gpuJob()).filter((name) => String(name).includes("-proofs-"));
    expect(names(jobs["smoke"])).toContain(kept);
    expect(names(jobs["promote"])).toContain(String(kept).replace("${{ matrix.shard }}", "*"));
  });
});

describe("the job that runs the probes of a pull request", () => {
  const probes = (): Job => workflow(".github/workflows/check.yml").jobs["probes"] ?? {};

  test("starts where the table allows a GPU, for what the check says can be built", () => {
    expect(probes().if).toContain("needs.check.outputs.may");
    expect(probes().if).toContain(".gpu && ");
  });

  test("may only read, gets no secret, and writes to a folder of the runner", () => {
    expect(probes().permissions).toEqual({ contents: "read" });
    expect(JSON.stringify(probes())).not.toMatch(/secrets|github\.token/);
    const given = (probes().steps ?? []).flatMap(({ with: input }) => input?.["to"] ?? []);
    expect(given).toEqual(Array(2).fill("oci:${{ runner.temp }}/dl-env-images"));
  });
});

describe("what workflows use", () => {
  test("actions of others are pinned by full commit with a version beside it", () => {
    for (const [path, text] of texts) {
      for (const [line] of text.matchAll(/^.*uses: .*$/gm)) {
        const ok =
          /uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # \S+$/.test(line) ||
          /uses: \$\/(?:action|\.github\/workflows\/[a-z]+\.yml)$/.test(line) ||
          (path.startsWith("examples/") &&
            /uses: OWNER\/dl-env-action\/\.github\/workflows\/[a-z]+\.yml@v1$/.test(line));
        expect({ path, line, ok }).toEqual({ path, line, ok: true });
      }
    }
  });

  test("steps of reusable workflows never use ./, which would be the caller's checkout", () => {
    for (const path of ours()) expect(texts.get(path)).not.toMatch(/uses: \.\//);
  });

  test("each step of ours gives inputs that action.yml has, and each call inputs and secrets that the workflow has", async () => {
    const action = parse(await readFile(join(root, "action.yml"), "utf8")) as { inputs: object };
    const unknown: string[] = [];
    for (const path of [...ours(), ...examples()]) {
      for (const [name, job] of Object.entries(workflow(path).jobs)) {
        for (const step of (job.steps ?? []).filter(({ uses }) => uses === "$/action")) {
          for (const input of Object.keys(step.with ?? {}))
            if (!(input in action.inputs)) unknown.push(`${path} ${name} ${input}`);
        }
        const inner = called(job);
        if (inner === undefined) continue;
        const call = workflow(inner).on.workflow_call;
        for (const input of Object.keys(job.with ?? {}))
          if (!(input in (call?.inputs ?? {}))) unknown.push(`${path} ${name} ${input}`);
        for (const secret of Object.keys(job.secrets ?? {}))
          if (!(secret in (call?.secrets ?? {}))) unknown.push(`${path} ${name} ${secret}`);
      }
    }
    expect(unknown).toEqual([]);
  });

  test("only the step that plans resolves anew: the locks it finds travel to the others with the plan", () => {
    const given = Object.entries(workflow(".github/workflows/images.yml").jobs).flatMap(
      ([name, job]) =>
        (job.steps ?? [])
          .filter((step) => step.with !== undefined && "update" in step.with)
          .map((step) => [name, step.with?.["command"]]),
    );
    expect(given).toEqual([["plan", "plan"]]);
    const nightly = workflow(".github/workflows/nightly.yml").jobs;
    expect(nightly["images"]?.with).toMatchObject({ update: "${{ inputs.update }}" });
    expect(
      nightly["watch"]?.steps?.find((step) => step.with?.["command"] === "watch")?.with,
    ).toMatchObject({ update: "${{ inputs.update }}" });
  });

  test("the steps that can leave out what the last night saw are told when they may not", () => {
    const given = ["images", "nightly"].flatMap((name) =>
      Object.values(workflow(`.github/workflows/${name}.yml`).jobs)
        .flatMap((job) => job.steps ?? [])
        .filter((step) => step.with !== undefined && "full" in step.with)
        .map((step) => [step.with?.["command"], step.with?.["full"]]),
    );
    expect(given).toEqual([
      ["plan", "${{ inputs.full }}"],
      ["watch", "${{ inputs.full }}"],
    ]);
  });

  test("nightly hands on every input of images.yml that it has too, and has all that a night may need", () => {
    const inputs = (name: string): string[] =>
      Object.keys(workflow(`.github/workflows/${name}.yml`).on.workflow_call?.inputs ?? {}).sort();
    const handed = workflow(".github/workflows/nightly.yml").jobs["images"]?.with ?? {};
    expect(Object.keys(handed).sort()).toEqual(inputs("images"));
    for (const name of inputs("images"))
      expect([name, handed[name]]).toEqual([name, `\${{ inputs.${name} }}`]);
  });

  test("every artifact that meets others is named with the prefix and, where there is one, the plan's id, and may be written again by a second attempt", () => {
    const steps = REUSABLE.map((name) => `.github/workflows/${name}`).flatMap((path) =>
      Object.values(workflow(path).jobs).flatMap((job) => job.steps ?? []),
    );
    const kept = steps.filter(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(kept.length).toBeGreaterThanOrEqual(4);
    for (const { with: given } of kept) {
      expect(given?.["name"]).toMatch(
        /^\$\{\{ inputs\.prefix \}\}-(?:check$|[a-z]+-\$\{\{ (?:needs\.plan|steps\.plan)\.outputs\.plan-id \}\})/,
      );
      expect(given?.["overwrite"]).toBe(true);
    }
  });

  test("a run of images.yml for which nothing changed ends with its plan", () => {
    const { jobs } = workflow(".github/workflows/images.yml");
    expect(jobs["link"]?.if).toContain("needs.plan.outputs.changed == 'true'");
    for (const name of ["smoke", "smoke-gpu", "promote"])
      expect(jobs[name]?.if).toMatch(/startsWith\(needs\.link\.outputs\./);
    // An output that GitHub dropped is no quiet run.
    expect(jobs["dropped"]?.if).toContain("needs.plan.outputs.changed == ''");
  });

  test("no job of images.yml waits for the success of another: what failed there leaves the other cells going", () => {
    for (const [name, job] of Object.entries(workflow(".github/workflows/images.yml").jobs)) {
      // `dropped` asks whether a job that succeeded has its outputs.
      if (name === "plan" || name === "dropped") continue;
      expect(job.if).toMatch(/^\$\{\{ !cancelled\(\) && /);
      expect(job.if).not.toContain(".result");
      expect((job.strategy ?? { "fail-fast": false })["fail-fast"]).toBe(false);
    }
  });

  test("no script holds an expression: values come by env", () => {
    const scripts = [...texts.keys()].flatMap((path) =>
      Object.values(workflow(path).jobs).flatMap((job) =>
        (job.steps ?? []).map(({ run }) => run ?? ""),
      ),
    );
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
    expect(scripts.filter((script) => script !== "").length).toBeGreaterThan(3);
  });
});

describe("this repository under any name", () => {
  test("no workflow of ours says whose it is, or names a part of it by commit", () => {
    for (const path of ours()) {
      expect(texts.get(path)).not.toContain(OURS);
      expect(texts.get(path)).not.toMatch(/uses: [^\n]*0{40}/);
    }
  });

  test("our own images go where the repository's variable says, and without it nowhere", async () => {
    for (const name of ["our-images", "our-nightly"]) {
      const jobs = Object.values(workflow(`.github/workflows/${name}.yml`).jobs);
      expect(jobs.map((job) => [job.if, job.with?.["to"], job.with?.["registry"]])).toEqual([
        ["vars.IMAGES != ''", "${{ vars.IMAGES }}", undefined],
      ]);
    }
    const request = parse(
      await readFile(join(root, ".github/our-images/dl-env.yml"), "utf8"),
    ) as Readonly<Record<string, unknown>>;
    expect(request["to"]).toBe("oci:./images");
  });

  test("action/action.yml is action.yml with the program beside it", async () => {
    const [outer, inner] = await Promise.all(
      ["action.yml", "action/action.yml"].map((path) => readFile(join(root, path), "utf8")),
    );
    expect(inner).toBe(innerAction(outer ?? ""));
    const { runs } = parse(inner ?? "") as { runs: { main: string } };
    expect(existsSync(join(root, "action", runs.main))).toBe(true);
  });

  test("the action's description is short enough for the Marketplace", async () => {
    const { description } = parse(await readFile(join(root, "action.yml"), "utf8")) as {
      description: string;
    };
    expect(description.length).toBeLessThan(125);
  });

  test("no link in this repository leads nowhere: a runner that copies it for `$/` stops at one", async () => {
    const { stdout } = await promisify(execFile)("git", ["ls-files", "--stage", "-z"], {
      cwd: root,
      maxBuffer: 1 << 26,
    });
    const links = stdout
      .split("\0")
      .filter((line) => line.startsWith("120000 "))
      .map((line) => line.split("\t")[1] ?? "");
    expect(stdout.length).toBeGreaterThan(1000);
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });
});
