import { expect, test } from "vitest";
import { askApt, askingContainerfile } from "../../src/engine/askApt.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { writeBlob } from "../../src/layer/writeBlob.ts";
import { bytesEntry } from "../../src/layer/layerEntry.ts";
import { ordered } from "../../src/layer/orderedEntries.ts";
import { SNAPSHOTS, WHOLE_APT } from "../image/world.ts";
import { fakeSystem, folder } from "./world.ts";

const RECIPE = { apt: WHOLE_APT, installer: "#!/bin/sh\n", snapshots: SNAPSHOTS };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("the question is asked at the lock's snapshot, takes names as words, and is never remembered by an engine", () => {
  const text = askingContainerfile(RECIPE, ["git", "a b", "$(id)"], "2026-11-21T10:00:00.000Z");
  expect(text).toContain(
    'ARG APT_SNAPSHOTS="http://snapshot.ubuntu.com/ubuntu"\nRUN --mount=type=secret,id=ca --mount=type=bind,source=apt,target=/mnt/apt set -eu;',
  );
  expect(text).toContain('export SNAPSHOT="$APT_SNAPSHOTS/20261116T000000Z"');
  expect(text).toContain("--ask /dl-env-apt git 'a b' '$(id)';");
  expect(askingContainerfile(RECIPE, ["git"], "a")).not.toBe(
    askingContainerfile(RECIPE, ["git"], "b"),
  );
});

test("what apt said is read from the layer that the engine gives back; versions of before are no part of the question", async () => {
  const work = await folder();
  const sys = { ...fakeSystem({}), clock: { now: () => 0, sleep: () => Promise.resolve() } };
  const seen: Record<string, string | undefined> = {};
  const engine: Engine = {
    name: "podman",
    version: "0",
    buildImage: () => Promise.reject(new Error("not asked")),
    buildSystem: async ({ dir }) => {
      for (const path of ["Containerfile", "apt/apt.sh", "apt/packages.txt"])
        seen[path] = await sys.files.readText(`${dir}/${path}`);
      const entries = [
        bytesEntry("dl-env-apt/files", 0o644, bytes("'http://x' tini_1_amd64.deb 1 SHA256:…\n")),
        bytesEntry("dl-env-apt/steps", 0o644, bytes("Inst tini (1)\n")),
        bytesEntry("etc/other", 0o644, bytes("x")),
      ];
      return (await writeBlob(sys, ordered(entries), `${dir}/out.tar.gz`)).layer;
    },
  };
  const context = {
    base: { kind: "layout" as const, dir: work, digest: "sha256:1", tag: "t" },
    secrets: {},
    buildArgs: {},
    epoch: 0,
  };
  expect(await askApt(sys, engine, { recipe: RECIPE, names: ["tini"], context, work })).toEqual({
    steps: "Inst tini (1)\n",
    files: "'http://x' tini_1_amd64.deb 1 SHA256:…\n",
  });
  expect(seen).toMatchObject({ "apt/apt.sh": "#!/bin/sh\n", "apt/packages.txt": undefined });
  expect(seen["Containerfile"]).toMatch(/^ARG BASE\nFROM \$\{BASE\} AS system\n/);
  expect(await sys.files.list(work)).toEqual([]);
});
