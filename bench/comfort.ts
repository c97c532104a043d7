// What comfort weighs in a pull: `node bench/comfort.ts`. The same cell is built twice on a
// stand-in, with `slim: true` and with all that `slim` leaves out: editors and tools, fonts and
// locales, pip and the GPU monitor, and what PyTorch's images have for torch.compile and
// InfiniBand (a compiler, Python's headers). Layers are made anew and in a folder of their own;
// an engine and Debian's archive are needed.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { loadCatalog } from "../src/catalog/load.ts";
import { realSystem } from "../src/system/realSystem.ts";

/** Compressed bytes that comfort may have, compiler and fonts included. */
const ALLOWED = 150e6;
/** Debian 12's own, so that its headers are among the archive's packages. */
const PYTHON = "3.11";

const cli = join(import.meta.dirname, "../src/cli.ts");
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

interface BuiltJson {
  readonly images: readonly { readonly size: number }[];
}

const ofTorch = ((await loadCatalog(realSystem())).libraries.get("torch")?.comfort ?? []).map(
  (name) => name.replace("{python}", PYTHON),
);
if (ofTorch.length === 0) throw new Error("the catalog names no package for comfort of torch");

const work = await mkdtemp(join(tmpdir(), "dl-env-bench-"));

/** Bytes of the cell's image. */
const sizeOf = async (name: string, lines: readonly string[]): Promise<number> => {
  const folder = join(work, name);
  await mkdir(folder);
  const text = [
    `to: oci:${join(work, "images")}`,
    `matrix: { cuda: ["12.8"], ubuntu: ["24.04"], python: ["${PYTHON}"], set: [small] }`,
    ...lines,
    "",
  ].join("\n");
  await writeFile(join(folder, "dl-env.yml"), text);
  const argv = [cli, "build", "--stand-in", "--json", "-f", join(folder, "dl-env.yml")];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { maxBuffer: 1 << 28 });
  const [image] = (JSON.parse(stdout) as BuiltJson).images;
  if (image === undefined) throw new Error(`nothing of ${name} was built`);
  console.log(`${name}: ${mega(image.size)}`);
  return image.size;
};

try {
  const slim = await sizeOf("slim", ["slim: true", "sets: { small: [numpy] }"]);
  const whole = await sizeOf("with all comfort", [
    "sets: { small: [numpy, nvitop] }",
    `apt: { packages: [${ofTorch.map((name) => JSON.stringify(name)).join(", ")}] }`,
  ]);
  const comfort = whole - slim;
  console.log(`all comfort: ${mega(comfort)} compressed (at most ${mega(ALLOWED)})`);
  if (!(comfort <= ALLOWED)) process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
