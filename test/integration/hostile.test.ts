import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_USER } from "../../src/matrix/imageUser.ts";
import { renderQuadlet } from "../../src/container/formats/quadlet.ts";
import type { RunSpec } from "../../src/container/runSpec.ts";
import { comment, instructionValue, runWord } from "../../src/image/quote.ts";
import { batches, different, orRefused, SAME, valuesFor } from "../hostile/values.ts";
import { engines } from "./engines.ts";

engines();
let work = "";
beforeAll(async () => {
  work = await mkdtemp("/tmp/dl-env-hostile-");
});
afterAll(() => rm(work, { recursive: true, force: true }));

const run = (argv: readonly string[], input?: string): string =>
  execFileSync(argv[0] ?? "", argv.slice(1), {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    ...(input === undefined ? {} : { input }),
  });

/**
 * A root with this machine's own shell and what it loads, and nothing else: a base that no registry
 * is needed for.
 */
const shellRoot = async (): Promise<string> => {
  const root = join(work, "root");
  const shell = "/bin/dash";
  const loaded = [...run(["ldd", shell]).matchAll(/(\/\S+)/g)]
    .map(([path]) => path ?? "")
    .filter((path) => existsSync(path));
  for (const [from, to] of [[shell, "/bin/sh"], ...loaded.map((path) => [path, path])] as [
    string,
    string,
  ][]) {
    await mkdir(dirname(join(root, to)), { recursive: true });
    await copyFile(from, join(root, to));
  }
  return root;
};

interface Quoted {
  readonly value: string;
  readonly text: string;
}

const quotedBy = (quote: (value: string) => string, values: readonly string[]): Quoted[] =>
  values.flatMap((value) => {
    const text = orRefused(() => quote(value));
    return text === undefined ? [] : [{ value, text }];
  });

const chunks = (all: readonly Quoted[], count: number, bytes: number): Quoted[][] => {
  const left = [...all];
  return batches(
    all.map(({ text }) => text),
    count,
    bytes,
  ).map((batch) => left.splice(0, batch.length));
};

interface Config {
  readonly Labels?: Record<string, string>;
  readonly Env?: string[];
}

interface Builder {
  readonly name: string;
  /** Builds a folder and returns the image's config and the content of /out, sorted by name. */
  readonly build: (dir: string) => Promise<{ config: Config; out: string[] }>;
}

const readOut = async (dir: string): Promise<string[]> =>
  Promise.all((await readdir(dir)).sort().map((name) => readFile(join(dir, name), "utf8")));

const buildx: Builder = {
  name: "BuildKit",
  build: async (dir) => {
    const layout = join(dir, "layout");
    run([
      "docker",
      "buildx",
      "build",
      "--quiet",
      "--provenance=false",
      "--network=host",
      "--allow=network.host",
      `--output=type=oci,tar=false,dest=${layout}`,
      "--file",
      join(dir, "Containerfile"),
      dir,
    ]);
    const blob = async (digest: string): Promise<Buffer> =>
      readFile(join(layout, "blobs/sha256", digest.replace("sha256:", "")));
    const index = JSON.parse(await readFile(join(layout, "index.json"), "utf8")) as {
      manifests: { digest: string }[];
    };
    const manifest = JSON.parse((await blob(index.manifests[0]?.digest ?? "")).toString()) as {
      config: { digest: string };
      layers: { digest: string }[];
    };
    const { config } = JSON.parse((await blob(manifest.config.digest)).toString()) as {
      config: Config;
    };
    const to = join(dir, "tree");
    await mkdir(join(to, "out"), { recursive: true });
    for (const { digest } of manifest.layers)
      run(["tar", "-xf", join(layout, "blobs/sha256", digest.replace("sha256:", "")), "-C", to]);
    return { config, out: await readOut(join(to, "out")) };
  },
};

const podman: Builder = {
  name: "buildah",
  build: async (dir) => {
    const idFile = join(dir, "id");
    run([
      "podman",
      "build",
      "--quiet",
      "--format=oci",
      "--layers=false",
      "--network=host",
      `--iidfile=${idFile}`,
      "--file",
      join(dir, "Containerfile"),
      dir,
    ]);
    const id = (await readFile(idFile, "utf8")).trim();
    try {
      const [{ Config: config }] = JSON.parse(run(["podman", "image", "inspect", id])) as [
        { Config: Config },
      ];
      const mount = run(["podman", "image", "mount", id]).trim();
      const out = await readOut(join(mount, "out"));
      run(["podman", "image", "unmount", id]);
      return { config, out };
    } finally {
      run(["podman", "rmi", "--force", id]);
    }
  },
};

/**
 * One stage: labels, variables, comments, and words of commands whose shell writes what it was
 * given.
 */
const containerfile = (
  labels: readonly Quoted[],
  env: readonly Quoted[],
  words: readonly Quoted[][],
  comments: readonly string[],
): string =>
  [
    "FROM scratch",
    "COPY root/ /",
    ...comments.map(comment),
    ...labels.map(({ text }, at) => `LABEL l${at}=${text}`),
    // A variable of the shell's own would change what it does; these are named apart.
    ...env.map(({ text }, at) => `ENV v${at}=${text}`),
    ...words.map(
      (batch, at) =>
        `RUN printf '%s\\0' \\\n    ${batch.map(({ text }) => text).join(" \\\n    ")} > /out/${String(at).padStart(4, "0")}`,
    ),
    "",
  ].join("\n");

/** A command is one argument of 128 KiB at most, and variables are given to each. */
const WORD_BYTES = 90_000;
const NEVER_ENV = 500;

describe.each([buildx, podman])("$name", ({ name, build }) => {
  test("reads every label, variable and word of a Containerfile as the value it was, or it was refused", async () => {
    const root = await shellRoot();
    await mkdir(join(root, "out"), { recursive: true });
    const nth = name === "BuildKit" ? 0 : 1;
    const values = valuesFor("containerfile", 0.5, nth).filter((value) => value.isWellFormed());
    const third = Math.ceil(values.length / 3);
    const labels = chunks(quotedBy(instructionValue, values.slice(0, third)), 1500, 1 << 20);
    const env = chunks(
      quotedBy(
        instructionValue,
        values.slice(third, 2 * third).filter((value) => value.length < 200),
      ),
      NEVER_ENV,
      30_000,
    );
    const words = chunks(quotedBy(runWord, values.slice(2 * third)), 2000, WORD_BYTES);
    const rounds = Math.max(labels.length, env.length, Math.ceil(words.length / 4));
    for (let round = 0; round < rounds; round += 1) {
      const dir = join(work, `${nth}-${round}`);
      await mkdir(dir);
      run(["cp", "-r", root, join(dir, "root")]);
      const [some, variables, commands] = [
        labels[round] ?? [],
        env[round] ?? [],
        words.slice(round * 4, round * 4 + 4),
      ];
      await writeFile(
        join(dir, "Containerfile"),
        containerfile(some, variables, commands, values.slice(round * 50, round * 50 + 50)),
      );
      const { config, out } = await build(dir);
      const read = new Map(
        (config.Env ?? []).map((pair) => [
          pair.slice(0, pair.indexOf("=")),
          pair.slice(pair.indexOf("=") + 1),
        ]),
      );
      expect(
        different(
          some.map(({ value }) => value),
          some.map((_, at) => config.Labels?.[`l${at}`] ?? "none"),
        ),
      ).toEqual(SAME);
      expect(
        different(
          variables.map(({ value }) => value),
          variables.map((_, at) => read.get(`v${at}`) ?? "none"),
        ),
      ).toEqual(SAME);
      expect(
        different(
          commands.flat().map(({ value }) => value),
          out.flatMap((text) => text.split("\0").slice(0, -1)),
        ),
      ).toEqual(SAME);
      expect(
        Object.keys(config.Labels ?? {}).filter(
          (label) => !/^(l\d+|io\.buildah\.version)$/.test(label),
        ),
      ).toEqual([]);
      await rm(dir, { recursive: true, force: true });
    }
  });
});

/** systemd.service(5): words in double quotes with C escapes, `%%` and `$$`. */
const systemdWords = (line: string): string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|([^ \t\n\r]+)/gs)].map(([, inner, plain]) =>
    (inner === undefined
      ? (plain ?? "")
      : inner.replaceAll(
          /\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[0-7]{3}|.)/gs,
          (_, code: string) =>
            ({ n: "\n", t: "\t", r: "\r", a: "\u0007", b: "\b", f: "\f", v: "\v", s: " " })[code] ??
            (/^[xuU]/.test(code)
              ? String.fromCodePoint(Number.parseInt(code.slice(1), 16))
              : /^[0-7]{3}$/.test(code)
                ? String.fromCharCode(Number.parseInt(code, 8))
                : code),
        )
    )
      .replaceAll("%%", "%")
      .replaceAll("$$", "$"),
  );

const unitOf = (values: readonly string[]): RunSpec => ({
  image: "registry.example/dl-env:torch",
  user: DEFAULT_USER,
  name: "dl-env-u0-torch",
  named: true,
  services: [],
  command: [...values],
  env: Object.fromEntries(values.map((value, at) => [`NAME${at}`, value])),
  gpus: { kind: "none" },
  gpuBy: "cdi",
  shmSize: "8g",
  ulimits: [],
  ports: [],
  mounts: [],
  labelDisabled: false,
  detached: true,
  terminal: true,
});

test("quadlet reads every value of a unit as it was, and systemd is given it in one word", async ({
  skip,
}) => {
  const quadlet = [...(process.env["PATH"] ?? "").split(":"), "/usr/libexec/podman"]
    .map((folder) => `${folder}/quadlet`)
    .find((path) => existsSync(path));
  if (quadlet === undefined)
    return skip("no quadlet here: .ci/engines unpacks one into its cache when that is empty");
  const values = valuesFor("unit").filter(
    (value) =>
      value !== "" &&
      !value.includes("\0") &&
      value.isWellFormed() &&
      orRefused(() => renderQuadlet(unitOf([value]))) !== undefined,
  );
  for (const [at, batch] of batches(values, 400, 200_000).entries()) {
    const dir = join(work, `units-${at}`);
    await mkdir(dir);
    await writeFile(join(dir, "it.container"), renderQuadlet(unitOf(batch)));
    const unit = execFileSync(quadlet, ["-dryrun", "-user"], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, QUADLET_UNIT_DIRS: dir },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const start = systemdWords(
      unit
        .split("\n")
        .find((line) => line.startsWith("ExecStart="))
        ?.slice("ExecStart=".length) ?? "",
    );
    const image = start.indexOf("registry.example/dl-env:torch");
    const env = new Map(
      start
        .slice(0, image)
        .flatMap((word, index) =>
          start[index - 1] === "--env"
            ? [[word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] as const]
            : [],
        ),
    );
    expect(start).not.toContain(";");
    expect(different(batch, start.slice(image + 1))).toEqual(SAME);
    expect(
      different(
        batch,
        batch.map((_, index) => env.get(`NAME${index}`) ?? "none"),
      ),
    ).toEqual(SAME);
  }
});
