import { join } from "node:path";
import { blobPath } from "../registry/layoutFolder.ts";
import type { BaseImage } from "../registry/baseImage.ts";
import type { OpenRepository } from "../registry/repository.ts";
import type { System } from "../system/ports.ts";
import { withFolder } from "../system/withFolder.ts";
import { deliver, openTarget, type BuildResult } from "./buildResult.ts";
import { systemLayer } from "./buildSystemLayer.ts";
import { SYSTEM_STAGE, type BuildContext, type Engine } from "./engine.ts";

/** What one build is to do. */
export interface Build {
  readonly context: BuildContext;
  /** Folder of this build. */
  readonly work: string;
  /** The stage to stop at; absent: the whole Containerfile. */
  readonly stage?: string;
  readonly onLine: (line: string) => void;
}

/** What an engine built, and on what. */
export interface Built {
  readonly base: BaseImage;
  readonly result: BuildResult;
}

export interface EngineParts {
  readonly sys: System;
  readonly open: OpenRepository;
  readonly name: string;
  readonly version: string;
  /** Builds, and writes what was added to the base into a layout under `work`. */
  readonly build: (build: Build) => Promise<Built>;
}

/** An engine from its way to build: what becomes of the result is the same for each. */
export const makeEngine = ({ sys, open, name, version, build }: EngineParts): Engine => ({
  name,
  version,
  buildSystem: (context, work, onLine) =>
    withFolder(sys, work, async (folder) => {
      const { result } = await build({ context, work: folder, stage: SYSTEM_STAGE, onLine });
      return systemLayer(
        sys,
        result.added.map(({ digest }) => blobPath(result.dir, digest)),
        { file: join(work, "system.tar.gz"), epoch: context.epoch },
      );
    }),
  buildImage: (context, target, onLine) =>
    withFolder(sys, undefined, async (folder) => {
      const { base, result } = await build({ context, work: folder, onLine });
      // Of a layer that the base has too only the name is here.
      const ofBase = new Set(base.manifest.layers.map((layer) => layer.digest));
      for (const [at, { digest }] of result.added.entries())
        if (!ofBase.has(digest))
          await context.onLayer?.({
            diffId: result.diffIds[at] ?? "",
            file: blobPath(result.dir, digest),
          });
      return deliver(sys, { base, result }, openTarget(open, target));
    }),
});
