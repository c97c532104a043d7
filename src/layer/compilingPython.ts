import type { Catalog } from "../catalog/facts.ts";
import { unreachable } from "../errors/error.ts";
import { uvEnvironment } from "../resolve/uvEnvironment.ts";
import { ROOT_FOLDER } from "../system/rootFolder.ts";
import type { System } from "../system/ports.ts";
import { mirrored } from "../text/mirrors.ts";
import { memoizedWork } from "../text/memoized.ts";
import { downloadArchive } from "./downloadArchive.ts";

/** Where a Python that compiles may come from. */
interface PythonSources {
  readonly sys: System;
  /** Path of uv, which knows the Pythons of this machine. */
  readonly uv: string;
  readonly catalog: Pick<Catalog, "hostPythons">;
  readonly mirrors: Readonly<Record<string, string>>;
  /** Private folder, which the Python lives as long as. */
  readonly work: string;
}

/**
 * The number that each final release of a minor version writes into bytecode; a Python of another
 * number would compile for nobody. Source: CPython, Lib/importlib/_bootstrap_external.py and
 * Include/internal/pycore_magic_number.h.
 */
const MAGIC: Readonly<Record<string, number>> = {
  "3.8": 3413,
  "3.9": 3425,
  "3.10": 3439,
  "3.11": 3495,
  "3.12": 3531,
  "3.13": 3571,
  "3.14": 3627,
};

const ASK =
  "import sys, importlib.util; print(sys.implementation.name, '%d.%d' % sys.version_info[:2], " +
  "int.from_bytes(importlib.util.MAGIC_NUMBER[:2], 'little'))";

/** Whether a program is a CPython of that minor version that writes bytecode of its number. */
const isCompiler = async (
  { processes }: Pick<System, "processes">,
  python: string,
  minor: string,
): Promise<boolean> => {
  const { code, stdout } = await processes.run([python, "-I", "-S", "-B", "-c", ASK], {
    cwd: ROOT_FOLDER,
  });
  return code === 0 && stdout.trim() === `cpython ${minor} ${MAGIC[minor]}`;
};

/** A Python of this machine, or undefined. */
const installed = async (
  { sys, uv }: PythonSources,
  minor: string,
): Promise<string | undefined> => {
  const find = ["python", "find", "--no-config", "--no-project", `cpython@${minor}`];
  const { code, stdout } = await sys.processes.run([uv, ...find], {
    cwd: ROOT_FOLDER,
    env: await uvEnvironment(sys),
  });
  const path = stdout.trim();
  return code === 0 && path !== "" && (await isCompiler(sys, path, minor)) ? path : undefined;
};

const unpacked = async (
  { sys, catalog, mirrors, work }: PythonSources,
  minor: string,
): Promise<string | undefined> => {
  const python = catalog.hostPythons.find((one) => one.minor === minor);
  if (python === undefined) return undefined;
  const folder = `${work}/python-${minor}`;
  const archive = `${folder}.tar.gz`;
  await downloadArchive(
    sys,
    { url: mirrored(python.url, mirrors), sha256: python.sha256 },
    archive,
  );
  await sys.files.makeDir(folder);
  const { code } = await sys.processes.run(["tar", "-xzf", archive, "-C", folder], { cwd: work });
  await sys.files.remove(archive);
  const path = `${folder}/python/bin/python3`;
  return code === 0 && (await isCompiler(sys, path, minor)) ? path : undefined;
};

/**
 * Finds a CPython of a minor version to compile with: one of this machine, else the built-in
 * catalog's archive, fetched once. Rejects with `no-compiler` where there is neither.
 */
export const compilingPythons = (sources: PythonSources): ((minor: string) => Promise<string>) => {
  const fetched = async (minor: string): Promise<string> => {
    const here = await installed(sources, minor);
    if (here !== undefined) return here;
    let cause: unknown;
    try {
      const there = await unpacked(sources, minor);
      if (there !== undefined) return there;
    } catch (error) {
      cause = error;
    }
    throw unreachable(
      {
        code: "no-compiler",
        message:
          `There is no Python ${minor} on this machine to compile an image's modules with, ` +
          "and none could be fetched.",
        hint:
          `Install it: apt-get install -y python${minor}\n` +
          "Or name a mirror of github.com under `mirrors` in dl-env.yml.\n" +
          "Or leave modules uncompiled, in dl-env.yml: bytecode: false",
      },
      { cause },
    );
  };
  return memoizedWork(fetched);
};
