import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ensureUv } from "../../src/resolve/uv.ts";
import { uvEnvironment } from "../../src/resolve/uvEnvironment.ts";
import type { Catalog } from "../../src/catalog/facts.ts";
import type { System } from "../../src/system/ports.ts";

const asOf = (sys: System, date: string): System => ({
  ...sys,
  processes: {
    ...sys.processes,
    run: (argv, options) =>
      sys.processes.run(
        argv,
        basename(argv[0] ?? "") === "uv"
          ? { ...options, env: { ...options.env, UV_EXCLUDE_NEWER: `${date}T23:59:59Z` } }
          : options,
      ),
  },
});

const ROOT = join(import.meta.dirname, "../..");

/** The day on which the newest of a catalog's facts was read: its lists, or the images' uv. */
const dayOf = async ({ asOf: lists, uv }: Pick<Catalog, "asOf" | "uv">): Promise<string> => {
  const text = await readFile(join(ROOT, "matrix/image.yml"), "utf8");
  const of = new RegExp(`version: ${uv.version}\\n[^]*?source: .*?(\\d{4}-\\d\\d-\\d\\d)`).exec(
    text,
  );
  if (of?.[1] === undefined) throw new Error("matrix/image.yml does not say when its uv was read");
  return of[1] > lists ? of[1] : lists;
};

/**
 * The same machine, whose real index has nothing of after the day on which the catalog was read:
 * what is published meanwhile changes no answer. An index that does not say when its files came
 * cannot be asked so, and is asked as it is.
 */
export const indexAsOf = async (
  sys: System,
  catalog: Pick<Catalog, "asOf" | "uv" | "hostUv">,
): Promise<System> => {
  const work = await mkdtemp(join(tmpdir(), "dl-env-as-of-"));
  try {
    await sys.files.write(`${work}/r.in`, "six\n");
    const { path } = await ensureUv(sys, catalog.hostUv);
    const { code, stdout } = await asOf(sys, "2020-12-31").processes.run(
      [path, "pip", "compile", "--quiet", "--no-header", "--no-annotate", "r.in"],
      { cwd: work, env: await uvEnvironment(sys) },
    );
    // six 1.16 came in 2021.
    return code === 0 && stdout.trim() === "six==1.15.0" ? asOf(sys, await dayOf(catalog)) : sys;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};
