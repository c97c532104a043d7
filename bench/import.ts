// The first import of packages in an image against the same wheels in a plain venv that is
// compiled as by pip, each in a fresh container:
// `node bench/import.ts localhost/dl-env:TAG [torch,…] [pairs] [folder]`. The image must be in
// podman or docker (`dl-env load`). The wheels are fetched anew by uv, unless the folder has a
// `venv` with them. The processor's time is what counts: a busy machine has a hand in the elapsed
// one.
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog } from "../src/catalog/load.ts";
import { runContainer } from "../src/container/runContainer.ts";
import { chooseRuntime } from "../src/container/chooseRuntime.ts";
import { indexAccess } from "../src/resolve/indexAccess.ts";
import { ensureUv, interpreterFor } from "../src/resolve/uv.ts";
import { realSystem } from "../src/system/realSystem.ts";

/** The image may take this much more. */
const ALLOWED = 1.1;

const [image, module = "torch", pairs = "9", given] = process.argv.slice(2);
if (image === undefined) {
  console.error("Name an image that is loaded: node bench/import.ts localhost/dl-env:TAG");
  process.exit(2);
}

/** Prints what is installed, and where the real Python is. */
const LOOK = `
import json, os, platform, sys
from importlib.metadata import distributions
wheels = sorted({f"{d.metadata['Name']}=={d.version.split('+')[0]}" for d in distributions()})
print(json.dumps({"python": "%d.%d" % sys.version_info[:2], "real": os.path.realpath(sys.executable), "wheels": wheels}))`;

/** Runs the import in a process of its own, which writes nothing. */
const TIME = `
import json, resource, subprocess, sys, time
venv, module = sys.argv[1:]
began = time.perf_counter()
subprocess.run([venv + "/bin/python3", "-B", "-c", "import " + module], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wall": time.perf_counter() - began, "processor": used.ru_utime + used.ru_stime}))`;

/** Compiles as pip does when it installs: by time, what is no module is left. */
const COMPILE = `
import compileall, sys
compileall.compile_dir(sys.argv[1], quiet=2, workers=2)`;

interface Taken {
  /** seconds */
  readonly wall: number;
  /** seconds of a processor */
  readonly processor: number;
}

const work = await mkdtemp(join(tmpdir(), "dl-env-import-"));
try {
  const sys = realSystem();
  const runtime = await chooseRuntime(sys, work);
  const plain = given ?? join(work, "plain");
  // Who runs in the container is another user than the one here.
  if (given === undefined) await mkdir(plain, { recursive: true });
  for (const folder of [work, plain]) await chmod(folder, 0o777);
  const run = async (args: readonly string[]): Promise<string> => {
    const said = await runContainer(sys, runtime, {
      image,
      command: args,
      pull: false,
      network: "none",
      mounts: [{ kind: "bind", source: plain, target: "/plain", readOnly: false }],
    });
    if (said.code !== 0) throw new Error(said.stderr);
    return said.stdout;
  };

  const found = JSON.parse(await run(["python3", "-c", LOOK])) as {
    python: string;
    real: string;
    wheels: string[];
  };
  if (given === undefined) {
    await run(["uv", "venv", "--quiet", "--python", found.real, "/plain/venv"]);
    await writeFile(join(work, "requirements.txt"), found.wheels.join("\n"));
    const uv = await ensureUv(sys, (await loadCatalog(sys)).uv);
    const env = await (await indexAccess(sys, { uv, work }, false))([]);
    const target = [
      "--python",
      await interpreterFor(sys, uv, work),
      "--target",
      join(plain, "venv", "lib", `python${found.python}`, "site-packages"),
      "--python-version",
      found.python,
      "--python-platform",
      "x86_64-manylinux_2_35",
    ];
    const installed = await sys.processes.run(
      [
        uv.path,
        "pip",
        "install",
        "--no-cache",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--no-compile-bytecode",
        ...target,
        "-r",
        join(work, "requirements.txt"),
      ],
      { cwd: work, env: { ...env, TMPDIR: work } },
    );
    if (installed.code !== 0) throw new Error(installed.stderr);
    await sys.processes.run(["chmod", "-R", "a+rwX", plain], { cwd: work });
    await run([found.real, "-c", COMPILE, "/plain/venv"]);
  }

  const measure = async (venv: string): Promise<Taken> =>
    JSON.parse(await run(["/usr/bin/env", found.real, "-c", TIME, venv, module])) as Taken;
  const median = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const venvs = ["/opt/venv", "/plain/venv"] as const;
  for (const venv of venvs) await measure(venv); // fills the page cache
  const taken: Record<(typeof venvs)[number], Taken[]> = { "/opt/venv": [], "/plain/venv": [] };
  for (let pair = 0; pair < Number(pairs); pair += 1) {
    for (const venv of pair % 2 === 0 ? venvs : [...venvs].reverse())
      taken[venv].push(await measure(venv));
    const told = venvs.map(
      (venv) =>
        `${taken[venv].at(-1)?.wall.toFixed(2)} s (processor ${taken[venv].at(-1)?.processor.toFixed(2)})`,
    );
    console.log(`  pair ${pair + 1}: image ${told[0]}, plain venv ${told[1]}`);
  }
  console.log(`first import ${module}, ${found.wheels.length} wheels, medians of ${pairs} pairs:`);
  const [, processor = Number.NaN] = (["wall", "processor"] as const).map((clock) => {
    const [ours, theirs] = venvs.map((venv) => median(taken[venv].map((one) => one[clock])));
    const ratio = (ours ?? Number.NaN) / (theirs ?? Number.NaN);
    console.log(
      `  ${clock}: image ${ours?.toFixed(2)} s, plain venv ${theirs?.toFixed(2)} s, ratio ${ratio.toFixed(3)}`,
    );
    return ratio;
  });
  if (!(processor <= ALLOWED)) process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}
