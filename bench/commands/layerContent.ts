import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { layerTag, type LayerSpec, type MadeLayer } from "../../src/image/recipe.ts";
import { OCI_LAYER_GZIP } from "../../src/registry/repository.ts";
import { goodImage, tarOf, type Fixture } from "../../test/inspect/images.ts";

const SITE = "/opt/venv/lib/python3/site-packages";

const sha256 = (bytes: Uint8Array): string =>
  `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

const empty = (): Fixture => ({
  ...goodImage(),
  files: new Map(),
  folders: new Map(),
  links: new Map(),
});

const withFiles = (texts: Readonly<Record<string, string>>): Fixture => {
  const fixture = empty();
  for (const [path, content] of Object.entries(texts))
    fixture.files.set(path, { content, mode: 0o664, uid: 0, gid: 0 });
  return fixture;
};

/** All of an image in which nothing is wrong but its wheels and what a link adds. */
const system = (python: string): Fixture => {
  const fixture = goodImage();
  for (const path of fixture.files.keys())
    if (path.startsWith(SITE) || path.endsWith("/licences.json")) fixture.files.delete(path);
  fixture.files.set("/etc/python", { content: python, mode: 0o644, uid: 0, gid: 0 });
  return fixture;
};

const contentOf = (spec: LayerSpec): Fixture => {
  if (spec.kind === "system") return system(spec.system.base);
  if (spec.kind !== "wheel" && spec.kind !== "rest")
    return withFiles({ [`/opt/${spec.kind}/${spec.key}`]: spec.key });
  return withFiles(
    Object.fromEntries(
      spec.wheels.flatMap(({ name, version }) => {
        const dist = `${SITE}/${name.replaceAll("-", "_")}-${version}.dist-info`;
        return [
          [`${dist}/METADATA`, `Name: ${name}\nVersion: ${version}\nLicense: MIT\n`],
          [`${dist}/RECORD`, `${name}.py,,\n`],
          [`${SITE}/${name}.py`, "pass\n"],
        ];
      }),
    ),
  );
};

/** What stands for a layer, as a file: small, and nothing in it that checks would find. */
export const standInLayer = async (work: string, spec: LayerSpec): Promise<MadeLayer> => {
  const fixture = contentOf(spec);
  const tar = tarOf(fixture);
  const bytes = gzipSync(tar);
  const file = join(work, `${layerTag(spec)}.tar.gz`);
  await writeFile(file, bytes);
  const lines = [...fixture.files].map(
    ([path, { content }]) => `${sha256(Buffer.from(content)).slice(7, 23)} ${path.slice(1)}\n`,
  );
  return {
    file,
    digest: sha256(bytes),
    size: bytes.byteLength,
    unpacked: tar.byteLength,
    diffId: sha256(tar),
    mediaType: OCI_LAYER_GZIP,
    ...(spec.kind === "system" ? {} : { paths: gzipSync(lines.sort().join("")) }),
  };
};
