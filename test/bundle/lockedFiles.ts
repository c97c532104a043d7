import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expandCells } from "../../src/matrix/expand.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import { encodeLock, lockFileName } from "../../src/resolve/lockfile.ts";
import { openSession } from "../../src/session.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { openQuestions } from "../matrix/judging.ts";

/** Locks for all that the request asks, so that no step needs a network or a resolver. */
export const lockedFiles = async (
  folder: string,
  request: string,
  bases: readonly string[],
): Promise<Record<string, string>> => {
  const silent = {
    info: () => undefined,
    warn: () => undefined,
    debug: () => undefined,
    progress: () => undefined,
    group: <T>(_: string, work: () => Promise<T>) => work(),
  };
  const sys = realSystem({ log: silent });
  await writeFile(join(folder, "dl-env.yml"), request);
  const { request: asked, catalog } = await openSession(sys, { file: join(folder, "dl-env.yml") });
  const lists = new Map([["docker.io/nvidia/cuda", { tags: new Set(bases), asOf: "2026-11-21" }]]);
  const questions = openQuestions(expandCells(asked, catalog), {
    request: asked,
    catalog,
    today: "2026-11-21",
    lists,
  });
  return Object.fromEntries(
    [...questions.values()].map((question) => {
      const names = [
        ...new Set(
          question.requirements.map(
            (requirement) => /^[A-Za-z0-9._-]+/.exec(requirement)?.[0].toLowerCase() ?? "",
          ),
        ),
      ].sort();
      const wheels = names.map((name, index) => ({
        name,
        version: "9.9.9",
        file: `${name}-9.9.9-py3-none-any.whl`,
        sha256: index.toString(16).padStart(64, "0"),
        download: 30e6,
      }));
      return [
        `locks/${lockFileName(question)}`,
        encodeLock(makeLock(question, wheels, { created: "2026-11-21T08:00:00Z", uv: "0.13.8" })),
      ];
    }),
  );
};
